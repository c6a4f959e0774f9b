import { eq, sql } from "drizzle-orm";
import { annulled, reinstated } from "../game/annul.ts";
import type { Match } from "../game/match.ts";
import { judgementsOfMatch } from "./queries/judgements.ts";
import { replayRatings } from "./replay.ts";
import { saveMatch } from "./save.ts";
import { matches } from "./schema/matches.ts";
import { scores } from "./schema/scores.ts";
import { reasonOf, scoreRows } from "./scoring.ts";
import type { Stores } from "./stores.ts";
import type { Transaction } from "./transaction.ts";

/** Rated games of everybody concerned up to which the books are corrected within the request. */
const QUICK_GAMES = 400;

/** Takes a revealed match out of the game, with its points. @returns false where it is not one. */
export async function annulMatch(transaction: Transaction, match: Match): Promise<boolean> {
  const { orm, client } = transaction;
  const to = annulled(match);
  if (!to || !(await saveMatch(client, match, to, []))) return false;
  await orm.delete(scores).where(eq(scores.matchId, match.id));
  await orm
    .update(matches)
    .set({
      rated: false,
      ratedReason: "voided",
      replayDue: sql`${matches.replayDue} or coalesce(${matches.rated}, false)`,
    })
    .where(eq(matches.id, match.id));
  return true;
}

/** Puts it back in its old place of the order of scoring. @returns false where it never was in. */
export async function reinstateMatch(transaction: Transaction, match: Match): Promise<boolean> {
  const { orm, client } = transaction;
  const to = reinstated(match);
  if (!to || !(await saveMatch(client, match, to, []))) return false;
  const points = scoreRows(await judgementsOfMatch(client, match.id));
  if (points.length > 0) await orm.insert(scores).values(points);
  const reason = await reasonOf(transaction, to);
  const rated = reason === "rated";
  await orm
    .update(matches)
    .set({
      rated,
      ratedReason: reason,
      replayDue: sql`${matches.replayDue} or ${rated}`,
    })
    .where(eq(matches.id, match.id));
  return true;
}

/**
 * Corrects ratings and standings after a match has been taken out or put back: at once where that
 * is quick, else by the job, which a sweep enqueues again until it is done.
 */
export async function correctBooks(
  stores: Pick<Stores, "database" | "queues">,
  matchId: string,
): Promise<void> {
  const { rows } = await stores.database.pool.query<{ due: boolean; games: number }>(
    `select m.replay_due as due, coalesce((
       select sum(t.games) from ratings t where t.scope = 'all' and t.subject_id in (
         select coalesce(s.player_id, v.persona_id) from seats s
         left join persona_versions v on v.id = s.persona_version_id where s.match_id = m.id)
     ), 0)::int as games
     from matches m where m.id = $1`,
    [matchId],
  );
  const [row] = rows;
  if (!row?.due) return;
  if (row.games <= QUICK_GAMES) await replayRatings(stores, matchId);
  else stores.queues.enqueue("replay-ratings", { matchId }, { jobId: matchId });
}
