import { sql } from "drizzle-orm";
import { emptyLedger, enterMatch, type Ledger } from "../game/ledger.ts";
import { canonical } from "./canonical.ts";
import type { Database } from "./client.ts";
import { onDatabase } from "./command.ts";
import { clearLedger, readWholeLedger, writeLedger } from "./ledger-rows.ts";
import { judgementsOfMatch, ratedMatches } from "./queries/judgements.ts";
import { scores } from "./schema/scores.ts";
import { scoreRows } from "./scoring.ts";
import { inTransaction, RECKONS, type Transaction } from "./transaction.ts";

export interface Difference {
  table: "scores" | "ratings" | "standings" | "standing_partners";
  row: string;
  stored: unknown;
  derived: unknown;
}

/**
 * Derives every score, rating and standing from raw rows: guesses, seats and the order of scoring.
 * @param check compares only, and writes nothing.
 * @returns what the stored rows said differently.
 */
export async function rebuild(
  database: Database,
  { check }: { check: boolean },
): Promise<Difference[]> {
  const differences = await inTransaction(
    database,
    async (transaction) => {
      const { orm, client } = transaction;
      // Scoring waits meanwhile; play goes on.
      await orm.execute(sql`lock table scores, ratings, standings in share row exclusive mode`);
      const ledger = emptyLedger();
      for (const match of await ratedMatches(client, null)) enterMatch(ledger, match);
      const stored = await readWholeLedger(orm);
      const points = await derivedScores(transaction);
      const found = [
        ...differencesOf("scores", await storedScores(transaction), points.byKey),
        ...ledgerDifferences(stored, ledger),
      ];
      if (!check && found.length > 0) {
        await orm.delete(scores);
        for (const row of points.rows) await orm.insert(scores).values(row);
        await clearLedger(orm, null);
        await writeLedger(orm, ledger);
      }
      return found;
    },
    RECKONS,
  );
  return differences ?? [];
}

function ledgerDifferences(stored: Ledger, derived: Ledger): Difference[] {
  return [
    ...differencesOf("ratings", stored.ratings, derived.ratings),
    ...differencesOf("standings", stored.standings, derived.standings),
    ...differencesOf("standing_partners", stored.meetings, derived.meetings),
  ];
}

function differencesOf(
  table: Difference["table"],
  stored: ReadonlyMap<string, unknown>,
  derived: ReadonlyMap<string, unknown>,
): Difference[] {
  return [...new Set([...stored.keys(), ...derived.keys()])]
    .map((row) => ({ table, row, stored: stored.get(row), derived: derived.get(row) }))
    .filter((pair) => canonical(pair.stored) !== canonical(pair.derived));
}

async function storedScores({ orm }: Transaction): Promise<Map<string, unknown>> {
  return keyed(await orm.select().from(scores));
}

async function derivedScores({ client }: Transaction) {
  const { rows: ended } = await client.query<{ id: string }>(
    "select id from matches where phase = 'revealed' order by scored_seq",
  );
  const rows: (typeof scores.$inferInsert)[] = [];
  for (const { id } of ended) rows.push(...scoreRows(await judgementsOfMatch(client, id)));
  return { rows, byKey: keyed(rows) };
}

function keyed(rows: readonly (typeof scores.$inferInsert)[]): Map<string, unknown> {
  return new Map(rows.map((row) => [`${row.guessId} ${row.seatId} ${row.as}`, row]));
}

if (import.meta.main) {
  const check = process.argv.includes("--check");
  await onDatabase(async (database) => {
    const differences = await rebuild(database, { check });
    for (const difference of differences.slice(0, 20))
      process.stdout.write(`${JSON.stringify(difference)}\n`);
    const done = check ? "differ from the raw rows" : "were corrected";
    process.stdout.write(`${differences.length} rows ${done}\n`);
    if (check && differences.length > 0) process.exitCode = 1;
  });
}
