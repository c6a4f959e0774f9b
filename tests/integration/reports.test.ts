import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { reportReply } from "../../app/api/schemas.ts";
import { advanceMatch } from "../../db/play.ts";
import { matches } from "../../db/schema/matches.ts";
import { blocks, cases, reports } from "../../db/schema/moderation.ts";
import { viewOf } from "../../db/queries/views.ts";
import { codeOf } from "../client.ts";
import { createRuleset, letPass, places, seat } from "../factories.ts";
import { saying, type Site, startSite } from "../site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});

const db = () => site.stores.database.orm;
const caseOf = async (matchId: string) =>
  (await db().select().from(cases).where(eq(cases.matchId, matchId)))[0];
const reportsOf = (matchId: string) =>
  db().select().from(reports).where(eq(reports.matchId, matchId));
const blocksOf = (playerId: string) =>
  db().select().from(blocks).where(eq(blocks.playerId, playerId));

/** Somebody who plays an AI. */
async function duelWithAi() {
  const ruleset = await createRuleset(site.stores, "quick-duel", { aiShare: 1 });
  const client = await site.player();
  const [match] = await seat(site.stores, ruleset.slug, [client.id]);
  if (!match) throw new Error("the wave opened no match");
  const mine = places(match).seatFor(client.id).label;
  const theirs = match.rounds[0]?.seats.find(({ label }) => label !== mine)?.label ?? "";
  return { client, matchId: match.id, at: `/api/v1/matches/${match.id}`, theirs };
}

async function endMatch(matchId: string) {
  for (let step = 0; step < 2; step++) {
    await letPass(site.stores, matchId, 700_000);
    await advanceMatch(site.stores, matchId);
  }
}

describe("a report", () => {
  test("is taken once, opens a case, and keeps the two apart", async () => {
    const { at, matchId, a, b } = await site.duel();
    const said = { seat: b.seat, category: "harassment", note: " he\u200B said\nit twice " };
    const first = await a.post(`${at}/reports`, said);
    expect(first.status, first.text).toBe(201);
    const again = await a.post(`${at}/reports`, { ...said, category: "threat" });
    expect(again.status).toBe(200);
    expect(again.text).toBe(first.text);

    const { id } = reportReply.parse(first.json).report;
    const [report, ...more] = await reportsOf(matchId);
    expect(more).toEqual([]);
    expect(report).toMatchObject({ id, category: "harassment", note: "he said it twice" });
    expect(await caseOf(matchId)).toMatchObject({ state: "open", priority: 50, version: 1 });
    expect(await blocksOf(a.id)).toMatchObject([{ otherId: b.id }]);
  });

  test("from both sides is one case, as urgent as the graver", async () => {
    const { at, matchId, a, b } = await site.duel();
    await a.post(`${at}/reports`, { seat: b.seat, category: "spam" });
    await db().update(cases).set({ state: "closed" }).where(eq(cases.matchId, matchId));
    await b.post(`${at}/reports`, { seat: a.seat, category: "threat" });
    expect(await caseOf(matchId)).toMatchObject({ state: "open", priority: 90, version: 2 });
    expect(await reportsOf(matchId)).toHaveLength(2);
  });

  test("made five times at once is one", async () => {
    const { at, matchId, a, b } = await site.duel();
    const said = { seat: b.seat, category: "hate" };
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => a.post(`${at}/reports`, said)),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(await reportsOf(matchId)).toHaveLength(1);
  });

  test("may leave the match in the same call", async () => {
    const { at, a, b, matchId } = await site.duel();
    const said = { seat: b.seat, category: "sexual", leave: true };
    expect((await a.post(`${at}/reports`, said)).status).toBe(201);
    expect((await a.match(matchId)).you.left).toBe(true);
    expect((await b.match(matchId)).phase).toBe("chatting");
    expect((await a.post(`${at}/reports`, said)).status).toBe(200);
  });

  test("is possible until 30 days after the match", async () => {
    const { at, matchId, a, b } = await site.duel();
    await endMatch(matchId);
    const endedAgo = (days: number) =>
      db()
        .update(matches)
        .set({ endedAt: new Date(Date.now() - days * 86_400_000) })
        .where(eq(matches.id, matchId));
    const said = { category: "other", leave: true };
    await endedAgo(30.1);
    const late = await a.post(`${at}/reports`, { ...said, seat: b.seat });
    expect([late.status, codeOf(late)]).toEqual([409, "report/too-late"]);
    await endedAgo(29.9);
    expect((await b.post(`${at}/reports`, { ...said, seat: a.seat })).status).toBe(201);
  });

  test.each([
    ["own seat", 409, "report/own-seat", (seats: { mine: string }) => ({ seat: seats.mine })],
    ["a seat that nobody has", 404, "match/seat-not-found", () => ({ seat: "H" })],
    ["a round that never was", 404, "match/seat-not-found", () => ({ round: 7 })],
    ["no seat's letter", 400, "http/invalid", () => ({ seat: "zz" })],
    ["no such category", 400, "http/invalid", () => ({ category: "boring" })],
    ["too long a note", 400, "http/invalid", () => ({ note: "😀".repeat(1001) })],
  ])("about %s is refused", async (_, status, code, wrong) => {
    const { at, matchId, a, b } = await site.duel();
    const said = { seat: b.seat, category: "spam", ...wrong({ mine: a.seat }) };
    const reply = await a.post(`${at}/reports`, said);
    expect([reply.status, codeOf(reply)]).toEqual([status, code]);
    expect(await reportsOf(matchId)).toEqual([]);
  });

  test("takes a note of 1,000 characters, counted as messages are", async () => {
    const { at, a, b } = await site.duel();
    const note = "😀".repeat(1000);
    const reply = await a.post(`${at}/reports`, { seat: b.seat, category: "spam", note });
    expect(reply.status).toBe(201);
  });

  test("by a stranger, or about a match that is none, finds nothing", async () => {
    const { at, b } = await site.duel();
    const stranger = await site.player();
    const said = { seat: b.seat, category: "spam" };
    const nowhere = "/api/v1/matches/01990000-0000-7000-8000-000000000000";
    for (const path of [at, nowhere]) {
      const reply = await stranger.post(`${path}/reports`, said);
      expect([reply.status, codeOf(reply)]).toEqual([404, "match/not-found"]);
    }
    expect(codeOf(await site.stranger().post(`${at}/reports`, said))).toBe("session/none");
  });
});

describe("who is reported learns nothing", () => {
  test("their stream and view are the same as without a report", async () => {
    const quiet = await site.duel();
    const loud = await site.duel();
    const kinds = [];
    for (const duel of [quiet, loud]) {
      const stream = await duel.b.stream(`${duel.at}/events`);
      await stream.event("view");
      const before = await viewOf(site.stores, duel.matchId, duel.b.id);
      if (duel === loud)
        await duel.a.post(`${duel.at}/reports`, { seat: duel.b.seat, category: "threat" });
      const after = await viewOf(site.stores, duel.matchId, duel.b.id);
      expect({ ...after, now: "" }).toEqual({ ...before, now: "" });
      await duel.a.post(`${duel.at}/messages`, saying(duel.conversationId, "bye"));
      await stream.event("message");
      kinds.push(stream.frames.map(({ id, event, data }) => [id, event, keysIn(data)]));
    }
    expect(kinds[1]).toEqual(kinds[0]);
  });

  test("an AI is reported as a person is", async () => {
    const ai = await duelWithAi();
    const person = await site.duel();
    const said = { category: "hate", note: "x" };
    const replies = [
      await ai.client.post(`${ai.at}/reports`, { ...said, seat: ai.theirs }),
      await person.a.post(`${person.at}/reports`, { ...said, seat: person.b.seat }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([201, 201]);
    const headers = replies.map((reply) => [...reply.headers.keys()].toSorted());
    expect(headers[0]).toEqual(headers[1]);
    expect(replies.map(({ json }) => keysIn(json))[0]).toEqual(keysIn(replies[1]?.json));
    const opened = [await caseOf(ai.matchId), await caseOf(person.matchId)];
    expect(opened.map((one) => [one?.state, one?.priority])).toEqual([
      ["open", 70],
      ["open", 70],
    ]);
    expect(await reportsOf(ai.matchId)).toHaveLength(1);
    expect(await blocksOf(ai.client.id)).toEqual([]);
  });
});

test("the two are never paired again", async () => {
  const { at, matchId, a, b, ruleset } = await site.duel();
  await a.post(`${at}/reports`, { seat: b.seat, category: "harassment" });
  await endMatch(matchId);
  for (let wave = 0; wave < 3; wave++) {
    const opened = await seat(site.stores, ruleset.slug, [a.id, b.id]);
    for (const match of opened) {
      const people = match.participants.filter(({ kind }) => kind === "human");
      expect(people).toHaveLength(1);
      await endMatch(match.id);
    }
    expect(opened).toHaveLength(2);
  }
});

test("without scripts a page takes the report and says what happens", async () => {
  const { at, matchId, a, b } = await site.duel();
  const page = `/matches/${matchId}/report`;
  const form = await a.get(page, { headers: { Accept: "text/html" } });
  expect(form.text).toContain(`value="${b.seat}"`);
  const sent = await a.submit(`${at}/reports`, { seat: b.seat, category: "spam", note: "" });
  expect([sent.status, sent.location]).toEqual([303, `${page}?sent=true`]);
  const thanks = await a.get(`${page}?sent=true`, { headers: { Accept: "text/html" } });
  expect(thanks.text).toContain("will not be paired again");
  const wrong = await a.submit(`${at}/reports`, { seat: a.seat, category: "spam" });
  expect(wrong.location).toBe(`${page}?error=report%2Fown-seat`);
  const stranger = await site.player();
  expect((await stranger.get(page)).status).toBe(404);
});

/** The names in a reply, without what they hold. */
function keysIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysIn);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, keysIn(part)]));
}
