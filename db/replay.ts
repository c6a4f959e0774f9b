import { eq } from "drizzle-orm";
import { emptyLedger, enterMatch } from "../game/ledger.ts";
import { clearLedger, lockSubjects, writeLedger } from "./ledger-rows.ts";
import { ratedMatches, ratingsAtSeating } from "./queries/judgements.ts";
import { matches } from "./schema/matches.ts";
import type { Stores } from "./stores.ts";
import { inTransaction } from "./transaction.ts";

/**
 * Replays the chains of everybody in a match whose counting has changed: their ratings and
 * standings are derived anew from the rated matches that remain. Doing it again changes nothing.
 */
export async function replayRatings({ database }: Pick<Stores, "database">, matchId: string) {
  await inTransaction(database, async ({ orm, client }) => {
    const subjectIds = [...(await ratingsAtSeating(client, matchId)).keys()];
    await lockSubjects(orm, subjectIds);
    const ledger = emptyLedger();
    const only = new Set(subjectIds);
    for (const match of await ratedMatches(client, subjectIds)) enterMatch(ledger, match, only);
    await clearLedger(orm, subjectIds);
    await writeLedger(orm, ledger);
    await orm.update(matches).set({ replayDue: false }).where(eq(matches.id, matchId));
  });
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
