import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advanceMatch, leaveMatch, makeGuess, postMessage, voidMatch } from "../../db/play.ts";
import { rebuild } from "../../db/rebuild.ts";
import { openStream } from "../../db/streams.ts";
import { viewOf } from "../../db/queries/views.ts";
import { joinLobby, lobbyStateOf } from "../../db/lobby.ts";
import { holdWaves } from "../../db/waves.ts";
import {
  createDuel,
  createPlayers,
  createRuleset,
  letPass,
  places,
  seat,
  testStores,
} from "../factories.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());

const say = (
  duel: { match: { id: string }; conversationId: string },
  playerId: string,
  text: string,
  clientId = text,
) =>
  postMessage(stores, {
    matchId: duel.match.id,
    actor: { playerId },
    conversationId: duel.conversationId,
    text,
    clientId,
  });

describe("posting", () => {
  test("messages posted at the same instant from both sides are both there, in one order", async () => {
    const duel = await createDuel(stores);
    const [a, b] = duel.humans.map(({ playerId }) => playerId);
    if (!a || !b) throw new Error("two humans expected");
    const texts = Array.from({ length: 10 }, (_, index) => `message ${index}`);
    const posted = await Promise.all(
      texts.map((text, index) => say(duel, index % 2 ? a : b, text)),
    );
    expect(posted.every(({ ok }) => ok)).toBe(true);
    const seen = await Promise.all([a, b].map((id) => viewOf(stores, duel.match.id, id)));
    const orders = seen.map((view) => view?.conversations[0]?.messages.map(({ body }) => body));
    expect(orders[0]?.toSorted()).toEqual(texts.toSorted());
    expect(orders[1]).toEqual(orders[0]);
  });

  test("the same client id and text is the same message, another text is refused", async () => {
    const duel = await createDuel(stores);
    const [a] = duel.humans;
    if (!a) throw new Error("a human expected");
    const first = await say(duel, a.playerId, "hello there", "c1");
    const again = await say(duel, a.playerId, "hello there", "c1");
    const other = await say(duel, a.playerId, "something else", "c1");
    expect(first).toMatchObject({ ok: true, repeated: false });
    expect(again).toMatchObject({ ok: true, repeated: true });
    expect(again.ok && first.ok && again.message.id === first.message.id).toBe(true);
    expect(other).toEqual({ ok: false, code: "message/client-id-reused" });
  });

  test("a message sent twice at once is stored once", async () => {
    const duel = await createDuel(stores);
    const [a] = duel.humans;
    if (!a) throw new Error("a human expected");
    const both = await Promise.all([1, 2, 3].map(() => say(duel, a.playerId, "once", "once")));
    expect(both.every(({ ok }) => ok)).toBe(true);
    const view = await viewOf(stores, duel.match.id, a.playerId);
    expect(view?.conversations[0]?.messages).toHaveLength(1);
  });

  test("a stranger finds no match", async () => {
    const duel = await createDuel(stores);
    const [stranger] = await createPlayers(stores, 1);
    if (!stranger) throw new Error("a player expected");
    expect(await say(duel, stranger.id, "hi")).toEqual({ ok: false, code: "match/not-found" });
    expect(await viewOf(stores, duel.match.id, stranger.id)).toBeNull();
  });
});

describe("streams", () => {
  test("every id that a seat was sent resumes with exactly the frames after it", async () => {
    const duel = await createDuel(stores);
    const [a, b] = duel.humans;
    if (!a || !b) throw new Error("two humans expected");
    await say(duel, a.playerId, "one");
    await say(duel, b.playerId, "two");
    await letPass(stores, duel.match.id, 121_000);
    await advanceMatch(stores, duel.match.id);
    const whole = await openStream(stores, {
      matchId: duel.match.id,
      playerId: a.playerId,
      lastEventId: "0",
    });
    expect(whole?.frames.map(({ id, event }) => `${id} ${event}`)).toEqual([
      "1 message",
      "2 message",
      "3 phase",
      "4 view",
    ]);
    for (const seen of [1, 2, 3, 4]) {
      const rest = await openStream(stores, {
        matchId: duel.match.id,
        playerId: a.playerId,
        lastEventId: String(seen),
      });
      expect(rest?.frames.map(({ id }) => id)).toEqual([1, 2, 3, 4].filter((id) => id > seen));
    }
  });

  test("an unknown id gets one whole view", async () => {
    const duel = await createDuel(stores);
    const [a] = duel.humans;
    if (!a) throw new Error("a human expected");
    for (const lastEventId of [null, "7", "-1", "x", "1e3"]) {
      const opened = await openStream(stores, {
        matchId: duel.match.id,
        playerId: a.playerId,
        lastEventId,
      });
      expect(opened?.frames.map(({ event }) => event)).toEqual(["view"]);
    }
  });
});

describe("the way to the reveal", () => {
  test("a duel's guesses, points, ratings and books agree with a rebuild", async () => {
    const ruleset = await createRuleset(stores, "quick-duel", { aiShare: 0, ratedMinHumans: 2 });
    const players = await createPlayers(stores, 2);
    const ids = players.map(({ id }) => id);
    const [match] = await seat(stores, ruleset.slug, ids);
    if (!match) throw new Error("no match");
    const duel = { match, ...places(match) };
    const [a, b] = duel.humans;
    if (!a || !b) throw new Error("two humans expected");
    await say(duel, a.playerId, "hello");
    await say(duel, b.playerId, "hi yourself");
    expect(
      await makeGuess(stores, { matchId: match.id, actor: a, seat: b.label, pAi: 0.2 }),
    ).toMatchObject({ code: "guess/too-early" });
    await letPass(stores, match.id, 120_500);
    await advanceMatch(stores, match.id);
    const guess = (by: typeof a, about: typeof a, pAi: number) =>
      makeGuess(stores, {
        matchId: match.id,
        actor: { playerId: by.playerId },
        seat: about.label,
        pAi,
      });
    expect(await guess(a, b, 0.2)).toEqual({ ok: true, round: 1 });
    expect(await guess(a, b, 0.3)).toMatchObject({ code: "guess/already-made" });
    expect(await guess(b, a, 0.9)).toEqual({ ok: true, round: 1 });
    await advanceMatch(stores, match.id);
    const view = await viewOf(stores, match.id, a.playerId);
    expect(view?.phase).toBe("revealed");
    expect(view?.reveal).toMatchObject({ rated: true, ratedReason: "rated", endReason: "time" });
    const mine = view?.reveal?.points.filter((score) => score.seat === a.label);
    expect(mine).toEqual(
      expect.arrayContaining([
        { seat: a.label, round: 1, as: "detective", points: 84 },
        { seat: a.label, round: 1, as: "witness", points: -40 },
      ]),
    );
    expect(view?.reveal?.rating.after).toBeGreaterThan(view?.reveal?.rating.before ?? 0);
    expect(await rebuild(stores.database, { check: true })).toEqual([]);
  });

  test("a three-party match seats two humans and an AI, and the next one swaps the humans' roles", async () => {
    const ruleset = await createRuleset(stores, "three-party");
    const ids = (await createPlayers(stores, 2)).map(({ id }) => id);
    const [first] = await seat(stores, ruleset.slug, ids);
    if (!first) throw new Error("no match");
    expect(first.participants.map(({ kind }) => kind).toSorted()).toEqual(["ai", "human", "human"]);
    const roles = (match: typeof first) =>
      new Map(places(match).humans.map(({ playerId, role }) => [playerId, role]));
    for (const playerId of ids)
      await leaveMatch(stores, { matchId: first.id, actor: { playerId } });
    await advanceMatch(stores, first.id);
    const [second] = await seat(stores, ruleset.slug, ids);
    if (!second) throw new Error("no second match");
    for (const id of ids) expect(roles(second).get(id)).not.toBe(roles(first).get(id));
  });

  test("who is alone waits for three-party, and is told after twelve waves", async () => {
    const ruleset = await createRuleset(stores, "three-party", { maxWaves: 2, waveSeconds: 0.05 });
    const [player] = await createPlayers(stores, 1);
    if (!player) throw new Error("a player expected");
    await seat(stores, ruleset.slug, [player.id]);
    expect((await lobbyStateOf(stores, player.id))?.state).toBe("waiting");
    await holdWaves(stores, Date.now() + 1000);
    expect(await lobbyStateOf(stores, player.id)).toEqual({
      state: "ended",
      reason: "nobody-else",
    });
  });

  test("a player in a live match cannot join the lobby, and can after leaving", async () => {
    const duel = await createDuel(stores);
    const [a] = duel.humans;
    if (!a) throw new Error("a human expected");
    const join = () => joinLobby(stores, { playerId: a.playerId, ruleset: "quick-duel" });
    expect(await join()).toEqual({ ok: false, code: "lobby/in-match", matchId: duel.match.id });
    await leaveMatch(stores, { matchId: duel.match.id, actor: { playerId: a.playerId } });
    expect(await join()).toMatchObject({ ok: true });
  });

  test("a voided match ends without a reveal or points, and frees its players", async () => {
    const duel = await createDuel(stores);
    const [a] = duel.humans;
    if (!a) throw new Error("a human expected");
    await say(duel, a.playerId, "hello");
    expect(await voidMatch(stores, duel.match.id)).toEqual({ ok: true });
    const view = await viewOf(stores, duel.match.id, a.playerId);
    expect(view).toMatchObject({ phase: "voided", reveal: null, deadlineAt: null });
    expect(await voidMatch(stores, duel.match.id)).toEqual({ ok: false, code: "match/ended" });
    const join = await joinLobby(stores, { playerId: a.playerId, ruleset: "quick-duel" });
    expect(join.ok).toBe(true);
  });
});
