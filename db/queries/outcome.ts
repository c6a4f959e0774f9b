import type { Match } from "../../game/match.ts";
import { INITIAL_RATING } from "../../game/rating.ts";
import { type RatedReason, type Score, shownRating } from "../../game/scoring.ts";
import type { Outcome } from "../../game/view.ts";
import type { Database } from "../client.ts";

interface SeatRow {
  participant: number;
  held: boolean;
  name: string;
  rating_before: number | null;
  rating_after: number | null;
  rated: boolean | null;
  rated_reason: RatedReason | null;
}

/**
 * What a player may know of a match once it is revealed; null before, and null for a participant of
 * a study until their last match. There people have no names.
 */
export async function outcomeOf(
  { pool }: Database,
  match: Match,
  viewer: number,
): Promise<Outcome | null> {
  if (match.phase !== "revealed") return null;
  const { rows } = await pool.query<SeatRow>(
    `select s.participant, s.held,
       case when s.enrolment_id is null then coalesce(p.handle, persona.codename)
         else 'A participant' end as name,
       s.rating_before, s.rating_after, m.rated, m.rated_reason
     from seats s
     join matches m on m.id = s.match_id
     left join players p on p.id = s.player_id
     left join persona_versions v on v.id = s.persona_version_id
     left join personas persona on persona.id = v.persona_id
     where s.match_id = $1 and s.round = 1 order by s.participant`,
    [match.id],
  );
  const mine = rows[viewer];
  if (mine?.held) return null;
  const before = mine?.rating_before ?? INITIAL_RATING.rating;
  return {
    names: rows.map(({ name }) => name),
    scores: await scoresOfMatch(pool, match.id),
    rated: mine?.rated ?? false,
    ratedReason: mine?.rated_reason ?? "voided",
    rating: { before, after: mine?.rating_after ?? before },
    ratingOf: shownRating(match, viewer),
  };
}

async function scoresOfMatch(pool: Database["pool"], matchId: string): Promise<Score[]> {
  const { rows } = await pool.query<Score>(
    `select s.round, s.label as seat, x."as", x.points
     from scores x join seats s on s.id = x.seat_id
     where x.match_id = $1 order by s.round, s.label, x."as"`,
    [matchId],
  );
  return rows;
}
