import type { Database } from "../client.ts";

/** A match of a study as its participant learns of it in the end. */
export interface DebriefedMatch {
  matchId: string;
  endedAt: Date | null;
  /** None for a match that was voided or still runs. */
  partners: { seat: string; kind: "human" | "ai" }[];
  guess: { seat: string; pAi: number; isAi: boolean } | null;
}

/** What a participant played, in order; nothing while it is held back. */
export async function debriefOf(
  { pool }: Database,
  enrolmentId: string,
): Promise<DebriefedMatch[]> {
  const { rows } = await pool.query<DebriefedMatch>({
    name: "study-debrief",
    text: `select m.id as "matchId", m.ended_at as "endedAt",
        coalesce(partners.list, '[]') as partners, guess.made as guess
      from seats s
      join matches m on m.id = s.match_id
      left join lateral (
        select jsonb_agg(jsonb_build_object('seat', o.label, 'kind', o.kind) order by o.label) as list
        from seats o
        where m.phase = 'revealed' and o.match_id = m.id and o.round = 1 and o.id <> s.id
      ) partners on true
      left join lateral (
        select jsonb_build_object('seat', a.label, 'pAi', g.p_ai, 'isAi', a.kind = 'ai') as made
        from guesses g join seats a on a.id = g.about_seat_id
        where m.phase = 'revealed' and g.by_seat_id = s.id
        order by g.created_at, g.id limit 1
      ) guess on true
      where s.enrolment_id = $1 and s.round = 1 and not s.held
      order by m.opened_at`,
    values: [enrolmentId],
  });
  return rows;
}
