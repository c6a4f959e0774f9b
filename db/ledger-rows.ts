import { and, eq, inArray, or, sql } from "drizzle-orm";
import {
  emptyLedger,
  type Ledger,
  meetingKey,
  ratingKey,
  type RatingEntry,
  type Standing,
  standingKey,
} from "../game/ledger.ts";
import { type Window, windowStart } from "../game/standings.ts";
import type { Orm } from "./client.ts";
import { ratings, standingPartners, standings } from "./schema/scores.ts";

const WINDOWS = ["day", "week", "all"] as const satisfies Window[];
/** Rows a statement at most: Postgres takes 65,535 parameters. */
const BATCH = 2000;

/**
 * Lets one transaction at a time change the books of these subjects, so that the order in which
 * matches are numbered is the order in which each subject's ratings change.
 */
export async function lockSubjects(orm: Orm, subjectIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(subjectIds)].toSorted())
    await orm.execute(sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`);
}

/** The books as far as a match that ended at an instant may change them. */
export async function readLedger(
  orm: Orm,
  subjectIds: readonly string[],
  endedAt: number,
): Promise<Ledger> {
  const ids = [...subjectIds];
  const inWindows = or(
    ...WINDOWS.map((window) =>
      and(eq(standings.window, window), eq(standings.windowStart, windowStart(window, endedAt))),
    ),
  );
  const ledger = emptyLedger();
  for (const row of await orm.select().from(ratings).where(inArray(ratings.subjectId, ids)))
    ledger.ratings.set(ratingKey(row), ratingEntry(row));
  for (const row of await orm
    .select()
    .from(standings)
    .where(and(inArray(standings.subjectId, ids), inWindows)))
    ledger.standings.set(standingKey(row), row);
  for (const row of await orm
    .select()
    .from(standingPartners)
    .where(
      and(inArray(standingPartners.subjectId, ids), inArray(standingPartners.partnerId, ids)),
    )) {
    const meeting = { ...row, board: boardOf(row.board) };
    ledger.meetings.set(meetingKey(meeting), meeting);
  }
  return ledger;
}

/** Every row of the books, for comparing them with a rebuild. */
export async function readWholeLedger(orm: Orm): Promise<Ledger> {
  const ledger = emptyLedger();
  for (const row of await orm.select().from(ratings))
    ledger.ratings.set(ratingKey(row), ratingEntry(row));
  for (const row of await orm.select().from(standings)) ledger.standings.set(standingKey(row), row);
  for (const row of await orm.select().from(standingPartners)) {
    const meeting = { ...row, board: boardOf(row.board) };
    ledger.meetings.set(meetingKey(meeting), meeting);
  }
  return ledger;
}

/** Writes the books, over whatever rows stood there. */
export async function writeLedger(orm: Orm, ledger: Ledger): Promise<void> {
  for (const batch of batches([...ledger.ratings.values()])) {
    await orm
      .insert(ratings)
      .values(batch.map(ratingRow))
      .onConflictDoUpdate({
        target: [ratings.subjectId, ratings.ladder, ratings.scope],
        set: excluded(["rating", "deviation", "volatility", "games", "scored_seq"]),
      });
  }
  for (const batch of batches([...ledger.standings.values()])) {
    await orm
      .insert(standings)
      .values(batch)
      .onConflictDoUpdate({
        target: [
          standings.board,
          standings.window,
          standings.windowStart,
          standings.scope,
          standings.subjectId,
        ],
        set: excluded([
          "games",
          "correct",
          "partners",
          "rating",
          "rating_deviation",
          "lower",
          "upper",
        ]),
      });
  }
  for (const batch of batches([...ledger.meetings.values()]))
    await orm.insert(standingPartners).values(batch).onConflictDoNothing();
}

/** Empties the books of some subjects, or of all. */
export async function clearLedger(orm: Orm, subjectIds: readonly string[] | null): Promise<void> {
  const ids = subjectIds ? [...subjectIds] : null;
  await orm.delete(ratings).where(ids ? inArray(ratings.subjectId, ids) : undefined);
  await orm.delete(standings).where(ids ? inArray(standings.subjectId, ids) : undefined);
  await orm
    .delete(standingPartners)
    .where(ids ? inArray(standingPartners.subjectId, ids) : undefined);
}

function ratingEntry(row: typeof ratings.$inferSelect): RatingEntry {
  const { subjectId, ladder, scope, rating, deviation, volatility, games, scoredSeq } = row;
  return {
    subjectId,
    ladder,
    scope,
    rating: { rating, deviation, volatility },
    games,
    seq: scoredSeq,
  };
}

function ratingRow({ rating, seq, ...entry }: RatingEntry): typeof ratings.$inferInsert {
  return { ...entry, ...rating, scoredSeq: seq };
}

function boardOf(board: string): Standing["board"] {
  if (board === "detectives" || board === "witnesses" || board === "personas") return board;
  throw new RangeError(`no board ${board}`);
}

function excluded(columns: readonly string[]) {
  return Object.fromEntries(
    columns.map((column) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      sql.raw(`excluded."${column}"`),
    ]),
  );
}

function batches<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, index) =>
    rows.slice(index * BATCH, (index + 1) * BATCH),
  );
}
