import { loadMatch } from "../db/match-rows.ts";
import { clockOf, liveMatches, owedGuesses, scheduledReplies } from "../db/queries/due.ts";
import type { Workplace } from "./workplace.ts";
import { enqueueReply } from "./schedule.ts";

/**
 * Enqueues again what a flushed or restarted Redis has forgotten: the next instant of every live
 * match, the replies on their way, the guesses to come. A marker in Redis tells that it forgot.
 * @returns whether anything had to be restored.
 */
export async function restoreJobs({ stores }: Workplace, again: boolean): Promise<boolean> {
  const { database, redis, queues, prefix } = stores;
  const marker = `${prefix}:jobs-known`;
  const forgotten = (await redis.exists(marker)) === 0;
  if (!forgotten && !again) return false;
  const now = await clockOf(database);
  for (const { id: matchId, dueAt } of await liveMatches(database))
    queues.enqueue(
      "close-phase",
      { matchId },
      { delayMs: dueAt - now, jobId: `${matchId}-${dueAt}` },
    );
  for (const reply of await scheduledReplies(database)) {
    const loaded = await loadMatch(stores, reply.matchId);
    if (loaded) enqueueReply(stores, { reply, match: loaded.match, now: loaded.now });
  }
  for (const owed of await owedGuesses(database))
    queues.enqueue("make-guess", owed, { jobId: `${owed.matchId}-${owed.round}-${owed.seat}` });
  await redis.set(marker, "1");
  return true;
}
