import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { flags } from "../../db/schema/moderation.ts";
import { flagMatch } from "../../db/flagging.ts";
import { advanceMatch, makeGuess, postMessage } from "../../db/play.ts";
import { messagesOf } from "../../db/queries/messages.ts";
import { seatLabelled, currentRound } from "../../game/match.ts";
import { errorReply } from "../../app/api/schemas.ts";
import { codeOf } from "../client.ts";
import { saying, type Site, startSite } from "../site.ts";
import { duelWithAi, eventually } from "./worker-support.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
});

const flagsOf = (matchId: string) =>
  site.stores.database.orm.select().from(flags).where(eq(flags.matchId, matchId));
const flagsSoon = (matchId: string, count: number) =>
  eventually(
    async () => {
      const found = await flagsOf(matchId);
      return found.length >= count && found;
    },
    { what: `${count} flags` },
  );

const ABUSIVE = "i will kill you";
const PERSONAL = "call me on 07700 900123";

describe("what must not reach anybody", () => {
  test.each([
    [ABUSIVE, "message/abusive", "threat", "violence"],
    [PERSONAL, "message/personal-data", "personal-data", "phone"],
  ])("%s is refused and kept for the moderators", async (text, code, kind, rule) => {
    const { at, matchId, conversationId, a, b } = await site.duel();
    const stream = await b.stream(`${at}/events`);
    await stream.event("view");

    const refused = await a.post(`${at}/messages`, saying(conversationId, text));
    expect([refused.status, codeOf(refused)]).toEqual([400, code]);
    expect(errorReply.parse(refused.json).error.fields).toHaveProperty("body");
    await a.post(`${at}/messages`, saying(conversationId, "sorry, hello"));
    await stream.event("message");

    expect(stream.frames.map(({ event }) => event)).toEqual(["view", "message"]);
    const said = await messagesOf(site.stores.database, matchId);
    expect(said.map(({ body }) => body)).toEqual(["sorry, hello"]);
    const [flag, ...more] = await flagsSoon(matchId, 1);
    expect(more).toEqual([]);
    expect(flag).toMatchObject({ kind, refusedText: text, messageId: null, detail: { rule } });
  });

  test("is refused to a seat that an AI plays, by the same code, and noted alike", async () => {
    const duel = await duelWithAi(site.stores);
    const ai = seatLabelled(currentRound(duel.match), duel.ai);
    const played = await postMessage(site.stores, {
      matchId: duel.match.id,
      actor: { round: 1, seat: duel.ai },
      conversationId: duel.conversationId,
      text: ABUSIVE,
      clientId: "an AI's",
    });
    expect(played).toEqual({ ok: false, code: "message/abusive" });
    const [flag] = await flagsSoon(duel.match.id, 1);
    expect(flag).toMatchObject({ kind: "threat", seatId: ai?.id, refusedText: ABUSIVE });
  });

  test("does not use up the client's id, nor take back what was said under it", async () => {
    const { at, conversationId, a } = await site.duel();
    await a.post(`${at}/messages`, saying(conversationId, ABUSIVE, "mine"));
    const milder = saying(conversationId, "i will beat you at this", "mine");
    expect((await a.post(`${at}/messages`, milder)).status).toBe(201);
    const again = await a.post(`${at}/messages`, saying(conversationId, ABUSIVE, "mine"));
    expect(codeOf(again)).toBe("message/client-id-reused");
  });

  test("is kept twenty times of one seat, however often it is tried", async () => {
    const { at, matchId, conversationId, a, b } = await site.duel();
    for (let tried = 0; tried < 24; tried++)
      await a.post(`${at}/messages`, saying(conversationId, `${ABUSIVE} ${tried}`));
    await b.post(`${at}/messages`, saying(conversationId, PERSONAL));
    const found = await eventually(
      async () => {
        const all = await flagsOf(matchId);
        return all.some(({ kind }) => kind === "personal-data") && all;
      },
      { what: "the other seat's flag" },
    );
    expect(found.filter(({ kind }) => kind === "threat")).toHaveLength(20);
  });
});

describe("the reason of a guess", () => {
  /** Two who have talked, and may guess at once. */
  async function toGuess() {
    const duel = await site.duel({ earlyGuess: true });
    const { a, b, at, conversationId } = duel;
    await a.post(`${at}/messages`, saying(conversationId, "hello"));
    await b.post(`${at}/messages`, saying(conversationId, "hi"));
    return duel;
  }

  test.each([
    [ABUSIVE, "message/abusive", "threat", "violence"],
    [PERSONAL, "message/personal-data", "personal-data", "phone"],
  ])(
    "%s is refused as in a message, and the guess stays open",
    async (reason, code, kind, rule) => {
      const { at, matchId, a, b } = await toGuess();
      const guess = { seat: b.seat, pAi: 0.7 };
      const refused = await a.post(`${at}/guesses`, { ...guess, reason });
      expect([refused.status, codeOf(refused)]).toEqual([400, code]);
      expect(errorReply.parse(refused.json).error.fields).toHaveProperty("reason");
      const [flag] = await flagsSoon(matchId, 1);
      expect(flag).toMatchObject({ kind, refusedText: reason, messageId: null, detail: { rule } });
      const said = await a.post(`${at}/guesses`, { ...guess, reason: "too quick for the shit" });
      expect(said.status, said.text).toBe(201);
    },
  );

  test("is refused to a seat that an AI plays, too", async () => {
    const duel = await duelWithAi(site.stores, { earlyGuess: true });
    const human = currentRound(duel.match).seats.find(({ label }) => label !== duel.ai);
    const played = await makeGuess(site.stores, {
      matchId: duel.match.id,
      actor: { round: 1, seat: duel.ai },
      seat: human?.label ?? "",
      pAi: 0.3,
      reason: ABUSIVE,
    });
    expect(played).toEqual({ ok: false, code: "message/abusive" });
  });

  test("is read by the rules after the reveal, as messages are", async () => {
    const { at, matchId, a, b } = await toGuess();
    const guess = { pAi: 0.7, reason: "writes like a retard" };
    expect((await a.post(`${at}/guesses`, { seat: b.seat, ...guess })).status).toBe(201);
    expect((await b.post(`${at}/guesses`, { seat: a.seat, pAi: 0.2 })).status).toBe(201);
    await advanceMatch(site.stores, matchId);
    await flagMatch(site.stores, matchId);
    expect(await flagsOf(matchId)).toMatchObject([
      { kind: "slur", messageId: null, detail: { rule: "retard", in: "guess" } },
    ]);
  });
});

test("ordinary swearing is delivered", async () => {
  const { at, conversationId, a } = await site.duel();
  const reply = await a.post(`${at}/messages`, saying(conversationId, "well shit, fuck that exam"));
  expect(reply.status).toBe(201);
});
