import { Agent } from "node:http";
import { fc } from "@fast-check/vitest";
import { afterAll, beforeAll, expect, test } from "vitest";
import { OPERATIONS } from "../../app/api/contract.ts";
import { errorReply } from "../../app/api/schemas.ts";
import { advanceMatch } from "../../db/play.ts";
import { ACCESS, type Visitor } from "../access.ts";
import { builtAddresses } from "../addresses.ts";
import { letPass } from "../factories.ts";
import { type Shot, shots } from "../fuzz.ts";
import { inTurns } from "../in-turns.ts";
import { type Echo, shoot } from "../shoot.ts";
import { saying, type Site, startSite } from "../site.ts";
import { settle, type Town } from "../town.ts";

const SHOTS = 10_000;
const AT_ONCE = 40;
const SEED = 4;

let site: Site;
let town: Town;
beforeAll(async () => {
  site = await startSite({ timeScale: 20, env: { LOG_LEVEL: "error" } });
  town = await settle(site);
});

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
afterAll(() => agent.destroy());

/** Every name of a field or of a parameter that the API's description has. */
function describedFields(): string[] {
  const named = OPERATIONS.flatMap(({ body, query }) => [
    ...Object.keys(body?.shape ?? {}),
    ...Object.keys(query?.shape ?? {}),
  ]);
  return [...new Set([...named, "_method", "_data", "_routes", "index", "next", "error"])];
}

async function ammunition(): Promise<Shot[]> {
  const addresses = await builtAddresses();
  const { playerId, ...known } = { ...town.things, playerId: town.ids.player };
  const arbitrary = shots({
    addresses,
    methodsOf: ({ path }) => Object.keys(ACCESS[path] ?? { GET: null }),
    known: {
      ...{ board: "detectives", ruleset: "quick-duel", body: "hello", clientId: "fuzz", pAi: 0.4 },
      ...{ on: true, category: "spam", reason: "no reason at all", text: "no reason at all" },
      ...{ sessionId: playerId, playerId },
      ...known,
    },
    fields: describedFields(),
  });
  return fc.sample(arbitrary, { numRuns: SHOTS, seed: SEED });
}

/** Cookies of each visitor; a session that a shot ended is begun anew. */
function wardrobe() {
  const cookies = new Map<Visitor, string>();
  return {
    async of(who: Visitor): Promise<string> {
      const cookie = cookies.get(who) ?? (await town.arrive(who)).client.cookieHeader;
      cookies.set(who, cookie);
      return cookie;
    },
    lost: (who: Visitor) => void cookies.delete(who),
  };
}

/** What no reply may be, whatever it answers. */
function faultsOf(shot: Shot, { status, headers, text }: Echo): string[] {
  const type = headers["content-type"] ?? "";
  const faults = {
    "a fault of ours": status >= 500,
    "a header that was sent in": "x-injected" in headers,
    "a look inside": /node:internal|at \S+ \(|postgres:\/\/|drizzle/i.test(text),
    "markup that works": type.startsWith("text/html") && text.includes("window.hurt=1</script>"),
    "a limit that does not say for how long": status === 429 && !headers["retry-after"],
    ...(shot.path.startsWith("/api/v1/") && status >= 400
      ? refusalFaults(shot, { headers, text, status })
      : {}),
  };
  return Object.entries(faults).flatMap(([what, is]) => (is ? what : []));
}

function refusalFaults({ method }: Shot, { status, headers, text }: Echo) {
  return {
    "an error that is not JSON": headers["content-type"] !== "application/json; charset=utf-8",
    "an error that somebody may keep": headers["cache-control"] !== "no-store",
    "a method that is refused without those there are": status === 405 && !headers.allow,
    "an error in no shape": method !== "HEAD" && !isRefusal(text),
  };
}

function isRefusal(text: string): boolean {
  try {
    return errorReply.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

function report(fault: string, { who, method, path, headers, body }: Shot, echo: Echo) {
  const short = (text: string | null) => text?.slice(0, 600) ?? "";
  return {
    fault,
    request: `${who}: ${method} ${short(path)}`,
    headers,
    body: short(body),
    reply: `${echo.status} ${short(echo.text)}`,
  };
}

test(`${SHOTS} hostile requests find no fault, and a match between others is not touched`, async () => {
  const { a, b, at, matchId, conversationId } = await site.duel({ chatSeconds: 3600 });
  expect((await a.post(`${at}/messages`, saying(conversationId, "before"))).status).toBe(201);
  const before = await a.match(matchId);

  const clothes = wardrobe();
  const counts = new Map<number, number>();
  const found = await inTurns(AT_ONCE, await ammunition(), async (shot) => {
    const shootOnce = async () =>
      shoot(site.web.url, agent, shot, await clothes.of(shot.who)).catch(
        (error: unknown): Echo => ({ status: 599, headers: {}, text: String(error) }),
      );
    const first = await shootOnce();
    // A busy machine says so, and means it: come again.
    const echo = first.status === 503 ? await shootOnce() : first;
    counts.set(echo.status, (counts.get(echo.status) ?? 0) + 1);
    if (echo.status === 401 || /sign-out|sessions|\/me/.test(shot.path)) clothes.lost(shot.who);
    return faultsOf(shot, echo).map((fault) => report(fault, shot, echo));
  });
  console.log("replies by status:", Object.fromEntries([...counts].toSorted(([x], [y]) => x - y)));
  expect(found.flat().slice(0, 5)).toEqual([]);
  expect(site.web.output()).not.toMatch(/"level":[56]0/);

  const { phase, conversations, guesses } = await a.match(matchId);
  expect({ phase, conversations, guesses }).toEqual({
    phase: before.phase,
    conversations: before.conversations,
    guesses: before.guesses,
  });
  expect((await b.post(`${at}/messages`, saying(conversationId, "after"))).status).toBe(201);
  await letPass(site.stores, matchId, 3_600_000);
  await advanceMatch(site.stores, matchId);
  for (const [by, about] of [
    [a, b],
    [b, a],
  ] as const)
    expect((await by.post(`${at}/guesses`, { seat: about.seat, pAi: 0.3 })).status).toBe(201);
  await advanceMatch(site.stores, matchId);
  const { phase: last, conversations: said } = await b.match(matchId);
  expect(last).toBe("revealed");
  expect(said[0]?.messages.map(({ body }) => body)).toEqual(["before", "after"]);
}, 180_000);
