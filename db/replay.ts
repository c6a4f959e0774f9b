import { eq, inArray, sql } from "drizzle-orm";
import { emptyLedger, enterMatch } from "../game/ledger.ts";
import type { Orm } from "./client.ts";
import { clearLedger, lockSubjects, writeLedger } from "./ledger-rows.ts";
import { ratedMatches, subjectsOf } from "./queries/judgements.ts";
import { matches } from "./schema/matches.ts";
import type { Stores } from "./stores.ts";
import { inTransaction, RECKONS, type Transaction } from "./transaction.ts";

/**
 * Replays the chains of everybody in a match whose counting has changed, and in the other matches
 * of its players that are to be corrected: ratings and standings are derived anew from the rated
 * matches that remain. Doing it again changes nothing.
 */
export async function replayRatings({ database }: Pick<Stores, "database">, matchId: string) {
  await inTransaction(
    database,
    async (transaction) => {
      const { orm, client } = transaction;
      const due = [matchId, ...(await dueBeside(orm, matchId))];
      // A further correction of these waits until this one is written, and is not taken for done.
      await orm
        .select({ id: matches.id })
        .from(matches)
        .where(inArray(matches.id, due))
        .orderBy(matches.id)
        .for("update");
      await replaySubjects(transaction, await subjectsOf(client, due));
      await orm.update(matches).set({ replayDue: false }).where(inArray(matches.id, due));
    },
    RECKONS,
  );
}

/** Derives the ratings and standings of some players and personas anew. */
export async function replaySubjects(
  { orm, client }: Transaction,
  subjectIds: readonly string[],
): Promise<void> {
  await lockSubjects(orm, subjectIds);
  const ledger = emptyLedger();
  const only = new Set(subjectIds);
  for (const match of await ratedMatches(client, subjectIds)) enterMatch(ledger, match, only);
  await clearLedger(orm, subjectIds);
  await writeLedger(orm, ledger);
}

/** A merge marks all matches of a guest: one replay of each chain does for them all. */
async function dueBeside(orm: Orm, matchId: string): Promise<string[]> {
  const { rows } = await orm.execute<{ id: string }>(sql`
    select distinct m.id from seats mine
    join seats other on other.player_id = mine.player_id
    join matches m on m.id = other.match_id and m.replay_due
    where mine.match_id = ${matchId} and m.id <> ${matchId}`);
  return rows.map(({ id }) => id);
}

/** Matches whose correction has not been replayed yet. */
export async function replaysDue({ database }: Pick<Stores, "database">): Promise<string[]> {
  const rows = await database.orm
    .select({ id: matches.id })
    .from(matches)
    .where(eq(matches.replayDue, true))
    .limit(100);
  return rows.map(({ id }) => id);
}
