import type { Ladder } from "../../game/rating-periods.ts";
import type { Database } from "../client.ts";

/** One judgement of a revealed match, as its detective or its witness sees it. */
export interface ProfileJudgement {
  as: "detective" | "witness";
  pAi: number;
  isAi: boolean;
  /** The detective chose between two witnesses. */
  forcedChoice: boolean;
  points: number | null;
}

/**
 * What a player guessed, and what was guessed about them; complements count for witnesses only, and
 * nothing that a study still holds back.
 */
export async function judgementsAbout(
  { pool }: Database,
  playerId: string,
): Promise<ProfileJudgement[]> {
  const { rows } = await pool.query<ProfileJudgement>({
    name: "profile-judgements",
    text: `with mine as (select id, match_id from seats where player_id = $1 and not held)
      select 'detective' as "as", j.p_ai as "pAi", a.kind = 'ai' as "isAi",
        r.body ->> 'guess' = 'which-human' as "forcedChoice", x.points
      from mine s
      join matches m on m.id = s.match_id and m.phase = 'revealed'
      join rulesets r on r.id = m.ruleset_id
      join judgements j on j.match_id = s.match_id and j.by_seat_id = s.id and not j.implied
      join seats a on a.id = j.about_seat_id
      left join scores x on x.guess_id = j.guess_id and x.seat_id = s.id and x."as" = 'detective'
      union all
      select 'witness', j.p_ai, false, r.body ->> 'guess' = 'which-human', x.points
      from mine s
      join matches m on m.id = s.match_id and m.phase = 'revealed'
      join rulesets r on r.id = m.ruleset_id
      join judgements j on j.match_id = s.match_id and j.about_seat_id = s.id
      left join scores x on x.guess_id = j.guess_id and x.seat_id = s.id and x."as" = 'witness'`,
    values: [playerId],
  });
  return rows;
}

export interface ProfileRating {
  ladder: Ladder;
  rating: number;
  deviation: number;
  games: number;
}

/** A player's ratings over all rulesets. */
export async function ratingsOf({ pool }: Database, playerId: string): Promise<ProfileRating[]> {
  const { rows } = await pool.query<ProfileRating>({
    name: "profile-ratings",
    text: `select ladder, rating, deviation, games from ratings
           where subject_id = $1 and scope = 'all'`,
    values: [playerId],
  });
  return rows;
}
