import { beforeAll, describe, expect, test } from "vitest";
import { dotsOfRound } from "../../app/live/synthetic-dots.ts";
import { matchReply, messageReply } from "../../app/api/schemas.ts";
import { loadMatch } from "../../db/match-rows.ts";
import { codeOf, type Reply } from "../client.ts";
import { createRuleset, letPass, seat } from "../factories.ts";
import { freePort } from "../../infra/local/process/ports.ts";
import { saying, type Site, startSite } from "../site.ts";
import { startWorker } from "../stores.ts";
import { eventually } from "./worker-support.ts";

type Duel = Awaited<ReturnType<Site["duel"]>>;

const SLOT_MS = 60_000;
const matched = { release: "matched" as const, slotSeconds: 60, chatSeconds: 600 };

let site: Site;
let metrics: string;
beforeAll(async () => {
  const port = String(await freePort());
  metrics = `http://127.0.0.1:${port}/metrics`;
  site = await startSite({ env: { METRICS_PORT: port } });
});

/** Messages that this process has held so far. */
async function heldSoFar(): Promise<number> {
  const text = await (await fetch(metrics)).text();
  return Number(/message_post_seconds_count\{outcome="held"\} (\d+)/.exec(text)?.[1] ?? 0);
}

/** Posts, and goes on when the message is held; the reply comes later. */
async function begin(client: Duel["a"], { at, conversationId }: Duel, body: string, id?: string) {
  const before = await heldSoFar();
  const asked = client.post(`${at}/messages`, saying(conversationId, body, id));
  await eventually(async () => (await heldSoFar()) > before, { what: "a held message" });
  return { reply: asked };
}

const messageIn = ({ json }: Reply) => messageReply.parse(json).message;

async function stored({ matchId }: Duel): Promise<string[]> {
  const { rows } = await site.stores.database.pool.query<{ body: string }>(
    "select body from messages where match_id = $1 order by seq",
    [matchId],
  );
  return rows.map(({ body }) => body);
}

async function slotAt({ matchId }: Duel, instant: number) {
  const loaded = await loadMatch(site.stores, matchId);
  const openedAt = loaded?.match.rounds[0]?.openedAt ?? NaN;
  return (instant - openedAt) / SLOT_MS;
}

/** A duel whose first slot ends in so many milliseconds. */
async function nearlyThere(leftMs: number, changes = {}): Promise<Duel> {
  const duel = await site.duel({ ...matched, ...changes });
  await letPass(site.stores, duel.matchId, SLOT_MS - leftMs);
  return duel;
}

describe("matched release", () => {
  test("what both have ready in a slot appears after its end, and nothing is stored before", async () => {
    const duel = await nearlyThere(4000);
    const [mine, theirs] = [await begin(duel.a, duel, "one"), await begin(duel.b, duel, "two")];
    expect(await stored(duel)).toEqual([]);
    expect((await duel.b.match(duel.matchId)).conversations[0]?.messages).toEqual([]);
    for (const { reply } of [mine, theirs]) {
      const got = await reply;
      expect(got.status, got.text).toBe(201);
      expect(await slotAt(duel, Date.parse(messageIn(got).at))).toBeGreaterThanOrEqual(1);
    }
    expect((await stored(duel)).toSorted()).toEqual(["one", "two"]);
  });

  test("one's own messages appear in the order in which they were sent", async () => {
    const duel = await nearlyThere(4000);
    const replies = [];
    for (const text of ["1", "2", "3", "4"]) replies.push(await begin(duel.a, duel, text));
    for (const { reply } of replies) expect((await reply).status).toBe(201);
    expect(await stored(duel)).toEqual(["1", "2", "3", "4"]);
  });

  test("who goes away meanwhile has sent nothing, and sends it again", async () => {
    const duel = await site.duel(matched);
    const { at, conversationId, a } = duel;
    const gone = new AbortController();
    const before = await heldSoFar();
    const asked = a.call("POST", `${at}/messages`, {
      body: JSON.stringify(saying(conversationId, "hello?", "again")),
      headers: { "Content-Type": "application/json" },
      signal: gone.signal,
    });
    await eventually(async () => (await heldSoFar()) > before);
    gone.abort();
    await expect(asked).rejects.toThrow();
    await letPass(site.stores, duel.matchId, SLOT_MS - 2000);
    const { reply } = await begin(a, duel, "hello?", "again");
    expect((await reply).status).toBe(201);
    expect(await stored(duel)).toEqual(["hello?"]);
  });

  test("sent twice while it is held, or again later, it is one message", async () => {
    const duel = await nearlyThere(3000);
    const first = await begin(duel.a, duel, "hi", "same");
    const second = await begin(duel.a, duel, "hi", "same");
    const statuses = [(await first.reply).status, (await second.reply).status];
    expect(statuses.toSorted()).toEqual([200, 201]);
    const { at, conversationId } = duel;
    const third = await duel.a.post(`${at}/messages`, saying(conversationId, "hi", "same"));
    expect(third.status).toBe(200);
    const other = await duel.a.post(`${at}/messages`, saying(conversationId, "ho", "same"));
    expect(codeOf(other)).not.toBe(undefined);
    expect(await stored(duel)).toEqual(["hi"]);
  });

  test("what cannot be posted is refused at once", async () => {
    const duel = await site.duel(matched);
    const { at, conversationId, a } = duel;
    for (const [body, code] of [
      ["", "message/empty"],
      ["x".repeat(500), "message/too-long"],
      ["see https://example.org", "message/link"],
    ] as const)
      expect(codeOf(await a.post(`${at}/messages`, saying(conversationId, body)))).toBe(code);
  });

  test("when no slot ends before the chat does, it is too late", async () => {
    const duel = await nearlyThere(3000, { chatSeconds: 61 });
    await letPass(site.stores, duel.matchId, 3500);
    const { at, conversationId, a } = duel;
    const late = await a.post(`${at}/messages`, saying(conversationId, "one more thing"));
    expect([late.status, codeOf(late)]).toEqual([409, "match/too-late"]);
  });

  test("a turn that ends before the slot is missed, whoever holds it", async () => {
    const turns = { ...matched, turnSeconds: 90, openingTurnSeconds: 90 };
    const duel = await site.duel(turns, "human-or-not");
    await letPass(site.stores, duel.matchId, 61_000);
    const view = matchReply.parse((await duel.a.get(duel.at)).json);
    const holder = view.conversations[0]?.yourTurn ? duel.a : duel.b;
    const { at, conversationId } = duel;
    const late = await holder.post(`${at}/messages`, saying(conversationId, "wait"));
    expect([late.status, codeOf(late)]).toEqual([409, "match/too-late"]);
  });

  test("a few may wait at a time, no more", async () => {
    const duel = await nearlyThere(5000);
    const replies = [];
    for (let sent = 0; sent < 8; sent++) replies.push(await begin(duel.a, duel, `no ${sent}`));
    const { at, conversationId } = duel;
    const more = await duel.a.post(`${at}/messages`, saying(conversationId, "no 9"));
    expect([more.status, codeOf(more)]).toEqual([429, "rate/too-many"]);
    for (const { reply } of replies) expect((await reply).status).toBe(201);
  });
});

describe("an AI's messages in slots", () => {
  test("appear at the same instants as a human's", async () => {
    const fast = await startSite({ timeScale: 10 });
    await startWorker({ env: fast.env });
    const changes = { ...matched, slotSeconds: 10, aiShare: 1 };
    const { slug } = await createRuleset(fast.stores, "quick-duel", changes);
    const people = await Promise.all([1, 2, 3, 4].map((n) => fast.player(`Player ${n}`)));
    const opened = await seat(
      fast.stores,
      slug,
      people.map(({ id }) => id),
    );
    for (const person of people) {
      const match = opened.find(({ participants }) =>
        participants.some((one) => one.kind === "human" && one.playerId === person.id),
      );
      const conversationId = match?.rounds[0]?.conversations[0]?.id ?? "";
      const at = `/api/v1/matches/${match?.id ?? ""}/messages`;
      expect(
        (await person.post(at, saying(conversationId, "hi, where are you from?"))).status,
      ).toBe(201);
    }
    const { pool } = fast.stores.database;
    const said = await eventually(
      async () => {
        const { rows } = await pool.query<{ planned: Date; at: Date; opened: Date }>(
          `select r.deliver_at as planned, g.at, o.opened_at as opened
           from messages g join replies r on r.message_id = g.id
           join rounds o on o.match_id = g.match_id`,
        );
        return rows.length >= 3 && rows;
      },
      { what: "three answers" },
    );
    for (const { planned, at, opened: openedAt } of said) {
      const intoSlot = (planned.getTime() - openedAt.getTime()) % 1000;
      expect(intoSlot).toBeLessThanOrEqual(25);
      expect(at.getTime()).toBeGreaterThanOrEqual(planned.getTime() - 1);
    }
  });
});

describe("dots", () => {
  const announce = ({ matchId, conversationId }: Duel, seat: string, on: boolean) =>
    site.stores.events.announce({ kind: "typing", matchId, conversationId, seat, on });

  test("are not told where there are none, by whomever they are signalled", async () => {
    const duel = await site.duel({ dots: "none" });
    const { a, b, at, conversationId } = duel;
    const stream = await b.stream(`${at}/events`);
    await stream.event("view");
    const reply = await a.post(`${at}/typing`, { conversationId, on: true });
    expect(reply.status).toBe(204);
    announce(duel, a.seat, true);
    // Two steps of the grid on which they would have appeared.
    for (const text of ["one", "two", "three"]) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect((await a.post(`${at}/messages`, saying(conversationId, text))).status).toBe(201);
    }
    await stream.wait(({ data }) => JSON.stringify(data).includes("three"));
    expect(stream.frames.filter(({ event }) => event === "typing")).toEqual([]);
  });

  test("that are synthetic follow the match's seed, whatever is typed", async () => {
    const fast = await startSite({ timeScale: 20 });
    const duel = await fast.duel({ dots: "synthetic", chatSeconds: 120 });
    const { a, b, at, conversationId } = duel;
    const match = (await loadMatch(fast.stores, duel.matchId))?.match;
    if (!match) throw new Error("a match expected");
    const due = dotsOfRound(match, 1000 / 20);
    const seenBy = async (viewer: typeof a, other: typeof a) => {
      const stream = await viewer.stream(`${at}/events`);
      await other.post(`${at}/typing`, { conversationId, on: true });
      const drawn = due
        .filter(({ seat }) => seat === other.seat)
        .map(({ seat, on }) => ({ conversationId, seat, on }));
      const typing = () => stream.frames.filter(({ event }) => event === "typing");
      const last = due.findLast(({ seat }) => seat === other.seat)?.at ?? 0;
      await eventually(() => Promise.resolve(Date.now() > last + 500), { what: "the last dots" });
      const seen = typing().map(({ data }) => data);
      expect(seen.length).toBeGreaterThan(0);
      expect(seen).toEqual(drawn.slice(-seen.length));
    };
    await Promise.all([seenBy(a, b), seenBy(b, a)]);
  });
});

describe("the mix of a ruleset", () => {
  test("is nowhere in what a player sees", async () => {
    const sealed = { allocation: "weights" as const, personas: { "sealed-persona": 1 } };
    const { a, at, ruleset } = await site.duel({ mix: sealed });
    const stream = await a.stream(`${at}/events`);
    const { data } = await stream.event("view");
    const page = await a.call("GET", at.replace("/api/v1", ""), {
      headers: { Accept: "text/html" },
    });
    const list = await a.get("/api/v1/rulesets");
    expect(ruleset.mix).toEqual(sealed);
    for (const text of [JSON.stringify(data), (await a.get(at)).text, page.text, list.text])
      expect(text).not.toContain("sealed-persona");
  });
});
