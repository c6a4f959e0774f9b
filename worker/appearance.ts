import type { Label, Match } from "../game/match.ts";
import { currentRound } from "../game/match.ts";
import { matchedDelivery, releaseRandom } from "../game/release.ts";

/**
 * When a seat's message that is ready at an instant appears: then, or a little after the end of its
 * slot, by the same draw as a human's. Null when its turn or the chat ends first.
 */
export function appearsAt(
  match: Match,
  conversationId: string,
  seat: Label,
  readyAt: number,
): number | null {
  const { conversations, openedAt } = currentRound(match);
  const turn = conversations.find(({ id }) => id === conversationId)?.turn;
  const endsAt = Math.min(match.deadlineAt ?? Infinity, turn?.deadlineAt ?? Infinity);
  const random = releaseRandom(match.seed, conversationId, seat);
  return matchedDelivery(match.ruleset, match.timeScale, openedAt, endsAt, readyAt, random);
}
