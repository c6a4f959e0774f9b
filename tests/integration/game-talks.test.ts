import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countGames } from "../../db/analysis/counts.ts";
import { flagMatch } from "../../db/flagging.ts";
import { noteTalks } from "../../db/game-talks.ts";
import { gameTalks } from "../../db/schema/analysis.ts";
import { guesses, matches } from "../../db/schema/matches.ts";
import type { Counts } from "../../game/analysis/counts.ts";
import { DEFAULT_RULES } from "../../game/exclusion.ts";
import { createRandom } from "../../game/random.ts";
import { createPlayers, testStores } from "../factories.ts";
import { type GameMade, storeGames } from "../game-rows.ts";
import { ratedDuel } from "../rated-duel.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());

const orm = () => stores.database.orm;
const counted = async () =>
  (await countGames(stores.database, {}, DEFAULT_RULES, "infinity")).counts;

/** Counts in no order: how Postgres groups is its own affair. */
const inOrder = (counts: Counts) =>
  Object.fromEntries(
    Object.entries(counts).map(([part, rows]: [string, readonly object[]]) => [
      part,
      rows.map((row) => JSON.stringify(row)).toSorted(),
    ]),
  );

function drawn(): GameMade[] {
  const random = createRandom("1f0e2d3c4b5a69788796a5b4c3d2e1f0");
  return Array.from({ length: 80 }, (_, index) => ({
    ...{ pAi: random.chance(0.5) ? 0.2 : 0.8, isAi: random.chance(0.5), detective: index },
    ...{ messages: random.int(20), delay: random.gamma(2.5, 4) },
    ...{ forcedChoice: random.chance(0.3), phase: random.chance(0.1) ? "voided" : "revealed" },
  }));
}

test("noted or counted on the spot, what was said in games is the same", async () => {
  await storeGames(stores, drawn());
  const before = await counted();
  expect(new Set(before.messages.map(({ value }) => value)).size).toBeGreaterThan(10);
  expect(new Set(before.delays.map(({ value }) => value)).size).toBeGreaterThan(5);
  const over = await orm().select({ id: matches.id }).from(matches);
  for (const [index, { id }] of over.entries()) {
    await noteTalks(orm(), id);
    // Half noted and half not, too.
    if (index === 40) expect(inOrder(await counted())).toEqual(inOrder(before));
  }
  expect(inOrder(await counted())).toEqual(inOrder(before));
  expect(await orm().$count(gameTalks)).toBe(await orm().$count(guesses));

  await orm().update(gameTalks).set({ messages: 33, delay: 7 });
  const noted = await counted();
  expect(new Set(noted.messages.map(({ value }) => value))).toEqual(new Set([33]));
  expect(new Set(noted.delays.map(({ value }) => value))).toEqual(new Set([7]));
});

test("a match is noted once, when it is read for the moderators", async () => {
  const [a, b] = await createPlayers(stores, 2);
  const matchId = await ratedDuel(stores, [a?.id ?? "", b?.id ?? ""], [0.1, 0.9]);
  const notes = () =>
    orm()
      .select()
      .from(gameTalks)
      .where(sql`${gameTalks.guessId} in (select id from guesses where match_id = ${matchId})`);
  expect(await notes()).toEqual([]);
  await Promise.all([1, 2, 3].map(() => flagMatch(stores, matchId)));
  const first = await notes();
  expect(first).toHaveLength(2);
  await noteTalks(orm(), matchId);
  expect(await notes()).toEqual(first);
});
