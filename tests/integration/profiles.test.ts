import { afterAll, beforeAll, expect, test } from "vitest";
import { loadHistory, loadProfile } from "../../app/services/profile.server.ts";
import { installationFigures } from "../../app/services/figures.server.ts";
import { openMemo } from "../../app/services/memo.ts";
import { advanceMatch, makeGuess, postMessage, voidMatch } from "../../db/play.ts";
import { findPlayer } from "../../db/players.ts";
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

async function playerCalled(id: string) {
  const player = await findPlayer(stores, id);
  if (!player) throw new Error("no such player");
  return player;
}

/** Two people play to the reveal; each guesses as told. */
async function playOut(pAi: [number, number], changes = {}) {
  const duel = await createDuel(stores, changes);
  const [a, b] = duel.humans;
  if (!a || !b) throw new Error("two humans expected");
  const matchId = duel.match.id;
  for (const { playerId, label } of [a, b]) {
    const { conversationId } = duel;
    await postMessage(stores, {
      matchId,
      actor: { playerId },
      conversationId,
      text: label,
      clientId: "1",
    });
  }
  await letPass(stores, matchId, 121_000);
  await advanceMatch(stores, matchId);
  await makeGuess(stores, { matchId, actor: { playerId: a.playerId }, seat: b.label, pAi: pAi[0] });
  await makeGuess(stores, { matchId, actor: { playerId: b.playerId }, seat: a.label, pAi: pAi[1] });
  await advanceMatch(stores, matchId);
  return { matchId, a, b };
}

test("a new player has no figures, and none are made up", async () => {
  const [player] = await createPlayers(stores, 1);
  const profile = await loadProfile({ stores }, await playerCalled(player?.id ?? ""));
  expect(profile.detective).toEqual({
    games: 0,
    accuracy: null,
    dPrime: null,
    criterion: null,
    brier: null,
    calibration: [],
    points: null,
    rating: null,
  });
  expect(profile.witness).toEqual({ games: 0, judgedHuman: null, points: null, rating: null });
  expect(await loadHistory({ stores }, { id: player?.id ?? "" }, null)).toEqual({
    entries: [],
    nextCursor: null,
  });
});

test("a revealed match counts for both sides, as detective and as witness", async () => {
  const { matchId, a, b } = await playOut([0.2, 0.9]);
  const profile = await loadProfile({ stores }, await playerCalled(a.playerId));
  expect(profile.detective).toMatchObject({
    games: 1,
    accuracy: { rate: 1, n: 1, high: 1 },
    brier: { n: 1 },
    points: { mean: 84, low: null, n: 1 },
  });
  expect(profile.detective.brier?.score).toBeCloseTo(0.04);
  expect(profile.detective.calibration).toMatchObject([{ from: 0.2, n: 1, observed: 0 }]);
  expect(profile.witness).toMatchObject({
    games: 1,
    judgedHuman: { rate: 0, n: 1 },
    points: { mean: -40, n: 1 },
  });
  const { entries } = await loadHistory({ stores }, { id: a.playerId }, null);
  expect(entries).toMatchObject([
    {
      matchId,
      phase: "revealed",
      role: "both",
      partners: [{ seat: b.label, kind: "human" }],
      guess: { seat: b.label, pAi: 0.2, correct: true },
      points: { detective: 84, witness: -40 },
    },
  ]);
});

test("a draw is no verdict: it counts as a game, not for accuracy", async () => {
  const { a, b } = await playOut([0.5, 0.5]);
  const profile = await loadProfile({ stores }, await playerCalled(a.playerId));
  expect(profile.detective).toMatchObject({ games: 1, accuracy: null });
  expect(profile.witness).toMatchObject({ games: 1, judgedHuman: { rate: 0, n: 1 } });
  const { entries } = await loadHistory({ stores }, { id: b.playerId }, null);
  expect(entries[0]?.guess?.correct).toBeNull();
});

test("running and voided matches count for nothing and tell nothing", async () => {
  const before = await installationFigures({ stores, memo: openMemo() });
  const duel = await createDuel(stores);
  const [a] = duel.humans;
  if (!a) throw new Error("a human expected");
  expect((await loadHistory({ stores }, { id: a.playerId }, null)).entries).toEqual([]);
  await voidMatch(stores, duel.match.id);
  const { entries } = await loadHistory({ stores }, { id: a.playerId }, null);
  expect(entries).toMatchObject([
    { phase: "voided", partners: [], guess: null, points: { detective: null, witness: null } },
  ]);
  expect(await installationFigures({ stores, memo: openMemo() })).toEqual(before);
});

test("in a match of three the complement of a guess counts for the witness, not for the detective", async () => {
  const ruleset = await createRuleset(stores, "three-party");
  const people = await createPlayers(stores, 2);
  const [match] = await seat(
    stores,
    ruleset.slug,
    people.map(({ id }) => id),
  );
  if (!match) throw new Error("the wave opened no match");
  const { humans, round } = places(match);
  const asker = humans.find(({ role }) => role === "interrogator");
  const told = humans.find(({ role }) => role === "witness");
  const ai = round.seats.find(({ role, id }) => role === "witness" && id !== told?.id);
  if (!asker || !told || !ai) throw new Error("three seats expected");
  const actor = { playerId: asker.playerId };
  await makeGuess(stores, { matchId: match.id, actor, seat: ai.label, pAi: 0.9 });
  await advanceMatch(stores, match.id);
  const [detective, witness] = await Promise.all(
    [asker, told].map(async ({ playerId }) =>
      loadProfile({ stores }, await playerCalled(playerId)),
    ),
  );
  expect(detective?.detective).toMatchObject({ games: 1, accuracy: { rate: 1, n: 1 } });
  expect(detective?.detective.criterion).toBeNull();
  // One right of one counts as half a game less, which is chance.
  expect(detective?.detective.dPrime).toBe(0);
  expect(witness?.witness).toMatchObject({
    games: 1,
    judgedHuman: { rate: 1 },
    points: { mean: 40 },
  });
});

test("a history goes on page by page, newest first", async () => {
  const [player] = await createPlayers(stores, 1);
  const id = player?.id ?? "";
  const played: string[] = [];
  for (let n = 0; n < 23; n++) {
    const { slug } = await createRuleset(stores, "quick-duel", { aiShare: 1 });
    const [match] = await seat(stores, slug, [id]);
    if (!match) throw new Error("the wave opened no match");
    await voidMatch(stores, match.id);
    played.unshift(match.id);
  }
  const first = await loadHistory({ stores }, { id }, null);
  const second = await loadHistory({ stores }, { id }, first.nextCursor);
  expect([first.entries.length, second.entries.length, second.nextCursor]).toEqual([20, 3, null]);
  const listed = [...first.entries, ...second.entries].map(({ matchId }) => matchId);
  expect(listed).toEqual(played);
});
