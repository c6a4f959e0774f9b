import type { Role } from "../../game/match.ts";
import type { Database } from "../client.ts";
import { SHOWN_SLUG, SHOWN_TITLE } from "./shown.ts";

export interface PlayedMatch {
  matchId: string;
  slug: string;
  title: string;
  endedAt: Date;
  phase: "revealed" | "voided";
  role: Role;
  rated: boolean;
  /** Empty for a match that was voided: it is never revealed. */
  partners: { seat: string; name: string; kind: "human" | "ai" }[];
  guess: { seat: string; pAi: number; isAi: boolean } | null;
  detectivePoints: number | null;
  witnessPoints: number | null;
}

export interface HistoryEdge {
  endedAt: Date;
  matchId: string;
}

/** A player's ended matches, newest first; none that a study still holds back. Of several rounds the first says who was met. */
export async function matchesPlayed(
  { pool }: Database,
  playerId: string,
  before: HistoryEdge | null,
  limit: number,
): Promise<PlayedMatch[]> {
  const { rows } = await pool.query<PlayedMatch>({
    name: "matches-played",
    text: `with played as (
        select m.id, m.ended_at, m.phase, m.rated, ${SHOWN_SLUG} as slug, ${SHOWN_TITLE} as title,
          s.role,
          s.id as seat_id
        from seats s
        join matches m on m.id = s.match_id and m.phase in ('revealed', 'voided')
        join rulesets r on r.id = m.ruleset_id
        where s.player_id = $1 and s.round = 1 and not s.held
          and ($2::timestamptz is null or (m.ended_at, m.id) < ($2, $3::uuid))
        order by m.ended_at desc, m.id desc
        limit $4)
      select p.id as "matchId", p.slug, p.title, p.ended_at as "endedAt", p.phase, p.role,
        coalesce(p.rated, false) as rated,
        coalesce(partners.list, '[]') as partners, guess.made as guess,
        points.detective as "detectivePoints", points.witness as "witnessPoints"
      from played p
      left join lateral (
        select jsonb_agg(jsonb_build_object('seat', o.label, 'kind', o.kind,
          'name', case when o.enrolment_id is null then coalesce(pl.handle, pe.codename)
            else 'A participant' end) order by o.label) as list
        from seats o
        left join players pl on pl.id = o.player_id
        left join persona_versions v on v.id = o.persona_version_id
        left join personas pe on pe.id = v.persona_id
        where p.phase = 'revealed' and o.match_id = p.id and o.round = 1 and o.id <> p.seat_id
      ) partners on true
      left join lateral (
        select jsonb_build_object('seat', a.label, 'pAi', g.p_ai, 'isAi', a.kind = 'ai') as made
        from guesses g join seats a on a.id = g.about_seat_id
        where p.phase = 'revealed' and g.by_seat_id = p.seat_id
        order by g.created_at, g.id limit 1
      ) guess on true
      left join lateral (
        select (sum(x.points) filter (where x."as" = 'detective'))::int as detective,
          (sum(x.points) filter (where x."as" = 'witness'))::int as witness
        from scores x join seats s on s.id = x.seat_id
        where x.match_id = p.id and p.phase = 'revealed' and s.player_id = $1
      ) points on true
      order by p.ended_at desc, p.id desc`,
    values: [playerId, before?.endedAt ?? null, before?.matchId ?? null, limit],
  });
  return rows;
}
