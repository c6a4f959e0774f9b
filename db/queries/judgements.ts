import type { Occupant } from "../../game/match.ts";
import { type RatingsOf, subjectOf } from "../../game/rating-periods.ts";
import { judgedAi, type Judgement } from "../../game/scoring.ts";
import type { ScoredMatch } from "../../game/ledger.ts";
import type { Queryable } from "../save.ts";

/** A judgement with the rows that it comes from. */
export interface JudgementRow {
  matchId: string;
  guessId: string;
  bySeatId: string;
  aboutSeatId: string;
  judgement: Judgement;
}

interface Row {
  match_id: string;
  guess_id: string;
  round: number;
  p_ai: number;
  implied: boolean;
  by: SeatJson;
  about: SeatJson;
  slug: string;
  scored_seq: string | null;
  ended_at: Date | null;
}

interface SeatJson {
  id: string;
  label: string;
  kind: "human" | "ai";
  player_id: string | null;
  persona_version_id: string | null;
  persona_id: string | null;
  ratings: RatingsOf;
}

const seatJson = (seat: string, version: string) =>
  ["id", "label", "kind", "player_id", "persona_version_id", "ratings"]
    .map((column) => `'${column}', ${seat}.${column}`)
    .concat(`'persona_id', ${version}.persona_id`)
    .join(", ");

const SELECT = `
  select j.match_id, j.guess_id, j.round, j.p_ai, j.implied,
    jsonb_build_object(${seatJson("b", "bv")}) as by,
    jsonb_build_object(${seatJson("a", "av")}) as about,
    r.slug, m.scored_seq, m.ended_at
  from matches m
  join rulesets r on r.id = m.ruleset_id
  join judgements j on j.match_id = m.id
  join seats b on b.id = j.by_seat_id
  join seats a on a.id = j.about_seat_id
  left join persona_versions bv on bv.id = b.persona_version_id
  left join persona_versions av on av.id = a.persona_version_id`;

const ORDER = "order by m.scored_seq, j.round, b.label, a.label";

/** The judgements of one match, scored or not. */
export async function judgementsOfMatch(db: Queryable, matchId: string): Promise<JudgementRow[]> {
  const { rows } = await db.query<Row>(`${SELECT} where m.id = $1 ${ORDER}`, [matchId]);
  return rows.map(judgementRow);
}

/** The ratings that the subjects of a match were seated with. */
export async function ratingsAtSeating(
  db: Queryable,
  matchId: string,
): Promise<Map<string, RatingsOf>> {
  const { rows } = await db.query<{ subject_id: string; ratings: RatingsOf }>(
    `select coalesce(s.player_id, v.persona_id) as subject_id, s.ratings
     from seats s left join persona_versions v on v.id = s.persona_version_id
     where s.match_id = $1 and s.round = 1`,
    [matchId],
  );
  return new Map(rows.map((row) => [row.subject_id, row.ratings]));
}

/** Everybody who sat in some matches: players, and personas whatever their versions. */
export async function subjectsOf(db: Queryable, matchIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct coalesce(s.player_id, v.persona_id) as id
     from seats s left join persona_versions v on v.id = s.persona_version_id
     where s.match_id = any($1)`,
    [matchIds],
  );
  return rows.map(({ id }) => id);
}

/** Rated matches in order of scoring, all of them or those of some subjects, for the books. */
export async function ratedMatches(
  db: Queryable,
  subjectIds: readonly string[] | null,
): Promise<ScoredMatch[]> {
  const theirs = `and m.id in (
      select match_id from seats where player_id = any($1)
      union select s.match_id from seats s
        join persona_versions v on v.id = s.persona_version_id where v.persona_id = any($1))`;
  const { rows } = await db.query<Row>(
    `${SELECT} where m.phase = 'revealed' and m.rated ${subjectIds ? theirs : ""} ${ORDER}`,
    subjectIds ? [subjectIds] : [],
  );
  return [...Map.groupBy(rows, (row) => row.match_id).values()].map(scoredMatch);
}

function scoredMatch(rows: Row[]): ScoredMatch {
  const [first] = rows;
  if (!first?.scored_seq || !first.ended_at)
    throw new Error("a rated match has neither place nor end");
  const ratings = new Map(
    rows.flatMap(({ by, about }) =>
      [by, about].map((seat) => [subjectOf(occupantOf(seat)), seat.ratings] as const),
    ),
  );
  return {
    slug: first.slug,
    seq: Number(first.scored_seq),
    endedAt: first.ended_at.getTime(),
    judgements: rows.map((row) => judgementRow(row).judgement),
    seatedWith: (subjectId) => {
      const seated = ratings.get(subjectId);
      if (!seated) throw new RangeError(`${subjectId} was not seated`);
      return seated;
    },
  };
}

function judgementRow(row: Row): JudgementRow {
  const witnessIsAi = row.about.kind === "ai";
  const verdict = judgedAi(row.p_ai);
  return {
    matchId: row.match_id,
    guessId: row.guess_id,
    bySeatId: row.by.id,
    aboutSeatId: row.about.id,
    judgement: {
      round: row.round,
      by: row.by.label,
      about: row.about.label,
      detective: occupantOf(row.by),
      witness: occupantOf(row.about),
      pAi: row.p_ai,
      witnessIsAi,
      correct: verdict === null ? null : verdict === witnessIsAi,
      implied: row.implied,
    },
  };
}

function occupantOf(seat: SeatJson): Occupant {
  if (seat.player_id) return { kind: "human", playerId: seat.player_id };
  if (!seat.persona_id || !seat.persona_version_id)
    throw new Error(`seat ${seat.id} has no occupant`);
  return {
    kind: "ai",
    personaId: seat.persona_id,
    personaVersionId: seat.persona_version_id,
  };
}
