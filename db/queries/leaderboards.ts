import type { Board, Window } from "../../game/standings.ts";
import type { Database } from "../client.ts";

export interface BoardPlace {
  board: Board;
  window: Window;
  /** First day of the window, UTC. */
  windowStart: string;
  /** `all`, or a ruleset's slug. */
  scope: string;
  /** What an entry needs to be listed. */
  minGames: number;
  minPartners: number;
}

/** Where a page ends: entries are ordered by their lower bound, best first, then by subject. */
export interface BoardEdge {
  lower: number;
  subjectId: string;
}

export interface BoardEntry extends BoardEdge {
  name: string;
  guest: boolean;
  rating: number;
  ratingDeviation: number;
  games: number;
  correct: number;
  upper: number;
  /** 1 + the listed entries whose lower bound beats this one's upper bound. */
  rank: number;
}

type Row = Omit<BoardEntry, "rank">;

const LISTED = `s.board = $1 and s."window" = $2 and s.window_start = $3 and s.scope = $4
  and s.games >= $5 and s.partners >= $6`;

/** A page of a board. */
export async function boardPage(
  database: Database,
  place: BoardPlace,
  after: BoardEdge | null,
  limit: number,
): Promise<BoardEntry[]> {
  const { rows } = await database.pool.query<Row>({
    name: "board-page",
    text: `select s.subject_id as "subjectId", s.lower, s.upper, s.rating,
        s.rating_deviation as "ratingDeviation", s.games, s.correct,
        coalesce(p.handle, o.codename, '') as name, coalesce(p.guest, false) as guest
      from standings s
      left join players p on p.id = s.subject_id
      left join personas o on o.id = s.subject_id
      where ${LISTED}
        and s.lower <= $7 and (s.lower < $7 or s.subject_id > $8)
      order by s.lower desc, s.subject_id
      limit $9`,
    values: [...keyOf(place), after?.lower ?? Infinity, after?.subjectId ?? NO_SUBJECT, limit],
  });
  const beaten = await countBeaten(database, place, rows);
  return rows.map((row) => ({ ...row, rank: 1 + (beaten.get(row.upper) ?? 0) }));
}

const NO_SUBJECT = "00000000-0000-0000-0000-000000000000";

function keyOf({ board, window, windowStart, scope, minGames, minPartners }: BoardPlace) {
  return [board, window, windowStart, scope, minGames, minPartners];
}

/**
 * How many listed entries have a lower bound above each upper bound, in one walk down the index to
 * the least of them. Bounds are negated, so that an equal one does not count as beaten.
 */
async function countBeaten(
  { pool }: Database,
  place: BoardPlace,
  rows: readonly Row[],
): Promise<Map<number, number>> {
  if (rows.length === 0) return new Map();
  const uppers = [...new Set(rows.map(({ upper }) => upper))].toSorted((a, b) => b - a);
  const { rows: steps } = await pool.query<{ step: number; entries: number }>({
    name: "board-beaten",
    text: `select width_bucket(-s.lower, $7::float8[]) as step, count(*)::int as entries
      from standings s where ${LISTED} and s.lower > $8
      group by 1`,
    values: [...keyOf(place), uppers.map((upper) => -upper), uppers.at(-1)],
  });
  const above = (index: number) =>
    steps.filter(({ step }) => step <= index).reduce((sum, { entries }) => sum + entries, 0);
  return new Map(uppers.map((upper, index) => [upper, above(index)]));
}
