import { advanceMatch, makeGuess, postMessage } from "../db/play.ts";
import type { Stores } from "../db/stores.ts";
import { createRuleset, letPass, places, seat } from "./factories.ts";

/** Two people play a match to its reveal that counts for ratings. @returns the match's id. */
export async function ratedDuel(
  stores: Stores,
  players: readonly [string, string],
  pAi: readonly [number, number],
): Promise<string> {
  const ruleset = await createRuleset(stores, "quick-duel", { aiShare: 0, ratedMinHumans: 2 });
  const [match] = await seat(stores, ruleset.slug, players);
  if (!match) throw new Error("the wave opened no match");
  const { conversationId, seatFor } = places(match);
  const matchId = match.id;
  for (const playerId of players) {
    const post = { matchId, actor: { playerId }, conversationId, clientId: playerId };
    await postMessage(stores, { ...post, text: "good evening to you" });
  }
  await letPass(stores, matchId, 121_000);
  await advanceMatch(stores, matchId);
  for (const [index, playerId] of players.entries()) {
    const other = players[1 - index] ?? "";
    const guess = { seat: seatFor(other).label, pAi: pAi[index] ?? 0.5 };
    await makeGuess(stores, { matchId, actor: { playerId }, ...guess });
  }
  await advanceMatch(stores, matchId);
  return matchId;
}
