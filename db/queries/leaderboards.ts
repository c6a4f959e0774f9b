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

export interface BoardRow extends BoardEdge {
  name: string;
  guest: boolean;
  rating: number;
  ratingDeviation: number;
  games: number;
  correct: number;
  upper: number;
}

/** Entries that are walked for a count; beyond, `lowerBounds` is the cheaper way. */
const MOST_WALKED = 2000;
const NO_SUBJECT = "00000000-0000-0000-0000-000000000000";

const PLACED = `s.board = $1 and s."window" = $2 and s.window_start = $3 and s.scope = $4
  and s.games >= $5 and s.partners >= $6`;
const LISTED = `${PLACED}
  and not exists (select from players gone where gone.id = s.subject_id and gone.deleted_at is not null)`;

function keyOf({ board, window, windowStart, scope, minGames, minPartners }: BoardPlace) {
  return [board, window, windowStart, scope, minGames, minPartners];
}

/**
 * The listed entries after an edge, best first. A subject is looked up once, as a player; as a
 * persona only where it is none.
 */
export async function boardRows(
  { pool }: Database,
  place: BoardPlace,
  after: BoardEdge | null,
  limit: number,
): Promise<BoardRow[]> {
  const { rows } = await pool.query<BoardRow>({
    name: "board-rows",
    text: `select s.subject_id as "subjectId", s.lower, s.upper, s.rating,
        s.rating_deviation as "ratingDeviation", s.games, s.correct,
        coalesce(p.handle, (select codename from personas where id = s.subject_id), '') as name,
        coalesce(p.guest, false) as guest
      from standings s
      left join players p on p.id = s.subject_id
      where ${PLACED} and p.deleted_at is null
        and s.lower <= $7 and (s.lower < $7 or s.subject_id > $8)
      order by s.lower desc nulls last, s.subject_id
      limit $9`,
    values: [...keyOf(place), after?.lower ?? Infinity, after?.subjectId ?? NO_SUBJECT, limit],
  });
  return rows;
}

/**
 * How many listed entries have a lower bound above each value, in one walk down the index. Bounds
 * are negated, so that an equal one is not above.
 * @param values best first.
 * @returns null where that would walk over too many.
 */
export async function countAbove(
  { pool }: Database,
  place: BoardPlace,
  values: readonly number[],
): Promise<number[] | null> {
  if (values.length === 0) return [];
  const { rows } = await pool.query<{ step: number; entries: number }>({
    name: "board-count-above",
    text: `select width_bucket(-x.lower, $7::float8[]) as step, count(*)::int as entries
      from (
        select s.lower from standings s where ${LISTED} and s.lower > $8
        order by s.lower desc nulls last limit ${MOST_WALKED + 1}
      ) x group by 1`,
    values: [...keyOf(place), values.map((value) => -value), values.at(-1)],
  });
  const upTo = (last: number) =>
    rows.filter(({ step }) => step <= last).reduce((sum, { entries }) => sum + entries, 0);
  return upTo(values.length) > MOST_WALKED ? null : values.map((_, index) => upTo(index));
}

/** All lower bounds of a board, best first; as bytes, which for a long board is far quicker. */
export async function lowerBounds({ pool }: Database, place: BoardPlace): Promise<Float64Array> {
  const { rows } = await pool.query<{ bytes: Buffer | null }>({
    name: "board-lower-bounds",
    text: `select string_agg(float8send(s.lower), ''::bytea order by s.lower desc nulls last) as bytes
      from standings s where ${LISTED}`,
    values: keyOf(place),
  });
  const bytes = rows[0]?.bytes ?? Buffer.alloc(0);
  return Float64Array.from({ length: bytes.length / 8 }, (_, index) =>
    bytes.readDoubleBE(index * 8),
  );
}
