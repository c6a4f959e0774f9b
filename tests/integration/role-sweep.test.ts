import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCESS, type Answer, bodyOf, type Visitor, VISITORS } from "../access.ts";
import { type Address, builtAddresses } from "../addresses.ts";
import type { ApiClient } from "../client.ts";
import { inTurns } from "../in-turns.ts";
import { type Site, startSite } from "../site.ts";
import { settle, type Town } from "../town.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
const UNKNOWN = "01990000-0000-7000-8000-000000000000";

let site: Site;
let town: Town;
let addresses: Address[] = [];
let checks = 0;
beforeAll(async () => {
  // Limits are for floods, and grow with the scale; this is one.
  site = await startSite({ timeScale: 20 });
  [town, addresses] = await Promise.all([settle(site), builtAddresses()]);
});

afterAll(() => {
  console.log(`${checks} checks over ${addresses.length} routes`);
});

const rulesOf = ({ path }: Address) => ACCESS[path] ?? {};

/** An address with the ids of what belongs to others, or to nobody at all. */
function filled(path: string, sessionId: string | null, unknown = false): string {
  const ids: Record<string, string> = {
    board: "detectives",
    ...town.things,
    playerId: town.ids.player,
    sessionId: sessionId ?? UNKNOWN,
  };
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const id = ids[name];
    if (id === undefined) throw new Error(`the sweep knows no ${name} for ${path}`);
    return unknown && name !== "board" ? UNKNOWN : id;
  });
}

/** Statuses that no rule asks for. */
type Refused = `status ${number}`;

/** What is valid where it matters who sends it, else nothing: as the API or as a page takes it. */
const contentFor = (path: string) =>
  path.startsWith("/api/") ? { json: bodyOf(path, town.things) ?? {} } : { form: {} };

interface Heard {
  answer: Answer | Refused;
  text: string;
}

async function ask(
  client: ApiClient,
  method: string,
  { path, filled }: { path: string; filled: string },
): Promise<Heard> {
  checks += 1;
  const abort = new AbortController();
  const body =
    method === "GET" || method === "HEAD" || method === "OPTIONS" ? {} : contentFor(path);
  const response = await client.fetch(method, filled, { ...body, signal: abort.signal });
  const streams = response.headers.get("Content-Type")?.startsWith("text/event-stream");
  const text = streams ? "" : await response.text();
  if (streams) abort.abort();
  return { answer: answerOf(response, text), text };
}

function answerOf({ status, headers }: Response, text: string): Heard["answer"] {
  // A page's data say by their body where a browser is sent.
  const to = headers.get("Location") ?? (status === 202 ? redirectIn(text) : null);
  if (to === "/") return "start";
  if (to?.startsWith("/sign-in")) return "sign-in";
  if (status === 401 || status === 403 || status === 404) return status;
  return status === 405 || status === 429 || status >= 500 ? `status ${status}` : "yes";
}

const redirectIn = (text: string) => /"redirect","([^"]*)"/.exec(text)?.[1] ?? null;

/** A person for one question: whose session ends by it, ends alone. */
async function answerTo(who: Visitor, method: string, { path }: Address, unknown = false) {
  const { client, sessionId } = await town.arrive(who);
  const own = who === "stranger" ? (await town.arrive("player")).sessionId : sessionId;
  return ask(client, method, { path, filled: filled(path, own, unknown) });
}

test("the table knows every address of the build, and no other", () => {
  expect(addresses.map(({ path }) => path).toSorted()).toEqual(Object.keys(ACCESS).toSorted());
});

test("everybody gets what the table says, page data included", async () => {
  const cases = addresses.flatMap((address) =>
    Object.entries(rulesOf(address)).flatMap(([method, rule]) =>
      VISITORS.map((who) => ({ address, method, who, expected: rule[who] })),
    ),
  );
  const check = async ({ address, method, who, expected }: (typeof cases)[number]) => {
    const { answer } = await answerTo(who, method, address);
    const heard = [answer];
    if (address.kind === "page" && method === "GET") {
      const data = address.path === "/" ? "/_root" : address.path;
      heard.push((await answerTo(who, method, { ...address, path: `${data}.data` })).answer);
    }
    return heard.every((one) => one === expected)
      ? []
      : [`${who}: ${method} ${address.path} → ${heard.join(", ")}, not ${expected}`];
  };
  // Who ends the other sessions of a player ends those of the questions beside it.
  const endsOthers = ({ address: { path }, method }: (typeof cases)[number]) =>
    path === "/api/v1/sessions" && method === "DELETE";
  const together = await inTurns(
    20,
    cases.filter((one) => !endsOthers(one)),
    check,
  );
  const alone = await inTurns(1, cases.filter(endsOthers), check);
  expect([...together, ...alone].flat()).toEqual([]);
});

test("what belongs to others answers as what is not there", async () => {
  const cases = addresses.flatMap((address) =>
    Object.entries(rulesOf(address)).flatMap(([method, rule]) =>
      VISITORS.filter((who) => rule[who] === 404).map((who) => ({ address, method, who })),
    ),
  );
  const wrong = await inTurns(20, cases, async ({ address, method, who }) => {
    const [others, nobodys] = await Promise.all([
      answerTo(who, method, address),
      answerTo(who, method, address, true),
    ]);
    const alike = others.answer === nobodys.answer;
    const same = address.kind !== "api" || others.text === nobodys.text;
    return alike && same ? [] : [`${who}: ${method} ${address.path} tells that it is there`];
  });
  expect(wrong.flat()).toEqual([]);
});

describe("methods that an address has not", () => {
  const others = (address: Address) => {
    const own = Object.keys(rulesOf(address));
    const read = own.includes("GET") ? ["HEAD"] : [];
    return METHODS.filter((method) => ![...own, ...read].includes(method));
  };

  test("are 405 on the API, which says those that it has", async () => {
    const cases = addresses
      .filter(({ kind }) => kind === "api")
      .flatMap((address) => others(address).map((method) => ({ address, method })));
    const wrong = await inTurns(20, cases, async ({ address, method }) => {
      checks += 1;
      const { client, sessionId } = await town.arrive("admin");
      const { status, headers } = await client.call(method, filled(address.path, sessionId));
      const allow = headers.get("Allow");
      return status === 405 && allow === Object.keys(rulesOf(address)).join(", ")
        ? []
        : [`${method} ${address.path} → ${status}, Allow: ${String(allow)}`];
    });
    expect(wrong.flat()).toEqual([]);
  });

  test("change nothing on pages", async () => {
    const cases = addresses
      .filter(({ kind }) => kind !== "api")
      .flatMap((address) =>
        others(address)
          .filter((method) => method !== "OPTIONS")
          .map((method) => ({ address, method })),
      );
    const wrong = await inTurns(20, cases, async ({ address, method }) => {
      const { answer } = await answerTo("admin", method, address);
      return answer === "status 405" ? [] : [`${method} ${address.path} → ${answer}`];
    });
    expect(wrong.flat()).toEqual([]);
  });
});

test("a change that comes from another site is refused everywhere, before anything else", async () => {
  const cases = addresses.flatMap((address) =>
    Object.keys(rulesOf(address))
      .filter((method) => method !== "GET")
      .flatMap((method) =>
        (["nobody", "player", "admin"] as const).map((who) => ({ address, method, who })),
      ),
  );
  const wrong = await inTurns(20, cases, async ({ address, method, who }) => {
    checks += 1;
    const { client, sessionId } = await town.arrive(who);
    const headers = { Origin: "https://evil.example" };
    const { status } = await client.call(method, filled(address.path, sessionId), { headers });
    return status === 403 ? [] : [`${who}: ${method} ${address.path} → ${status}`];
  });
  expect(wrong.flat()).toEqual([]);
});
