import type { RuleName } from "../../game/exclusion.ts";
import { rulesNamed } from "../../game/exclusion.ts";
import { armLabel } from "../arm-label.ts";
import { gameExclusionSql } from "../exclusion-sql.ts";
import { ANSWERED, SAID } from "../game-talks.ts";

/** Which games are looked at. */
export interface GameFilter {
  /** One's own experiment; left out: public play. */
  experimentId?: string;
  /** By its name in all versions of the experiment, or as `name v2` in one. */
  arm?: string;
  /** Slug; of an arm, that of the ruleset that it goes by. */
  ruleset?: string;
  /** Instants between which the matches ended, the second not included. */
  from?: string;
  until?: string;
  /** Codename. */
  persona?: string;
}

/** All matches, or those that an export in the same transaction has chosen. */
export type MatchesRead = "all" | "exported";

/**
 * Matches that nobody may read in: of who withdrew or deleted their data, and those whose reveal
 * still waits for somebody, or did at the watermark. Of public play, too, those of people who were
 * told of researchers by no version of the consent.
 */
const OPEN = `
  gone as materialized (
    select match_id from seats where held
    union all
    select match_id from seats where player_id in (
      select player_id from enrolments where state = 'withdrawn'
      union all select id from players where deleted_at is not null)
    union all
    select s.match_id from seats s join enrolments e on e.id = s.enrolment_id
    where e.state = 'withdrawn' or e.closed_at > $2
    union all
    select s.match_id from seats s join (
      select player_id from consents group by player_id having max(version) < 2
    ) c on c.player_id = s.player_id where $1::uuid is null
  )`;

/**
 * When everybody in a match knew how it ended: at its end, or with the last match of those whose
 * reveals an experiment held back. SQL over `m`.
 */
export const KNOWN_AT = `greatest(m.ended_at, case when m.arm_id is not null then (
    select max(e.closed_at) from seats s join enrolments e on e.id = s.enrolment_id
    where s.match_id = m.id) end)`;

/** Matches of a scope, by $1: an experiment's id, or null for public play. SQL over `m`. */
export const IN_SCOPE = `m.phase in ('revealed', 'voided') and not m.is_test and case
    when $1::uuid is null then m.arm_id is null
    else m.arm_id in (select a.id from arms a
      join experiment_versions v on v.id = a.experiment_version_id where v.experiment_id = $1)
  end`;

const chosen = (within: MatchesRead) => `
  conditions as materialized (
    select a.id, a.name, ${armLabel("a.name", "v.version")} as label, (
      select part -> 'ruleset' from jsonb_array_elements(v.design -> 'arms') part
      where part ->> 'name' = a.name) as named
    from arms a join experiment_versions v on v.id = a.experiment_version_id
    where v.experiment_id = $1
  ),
  protocols as materialized (
    select r.id, r.slug, r.version, r.body ->> 'guess' = 'which-human' as forced from rulesets r
  ),
  chosen as materialized (
    select m.id, m.phase, m.is_test, m.staff_seated, m.arm_id, m.ended_at, r.forced, a.label as arm,
      coalesce(a.named ->> 'slug', r.slug) || ' v' || coalesce(a.named ->> 'version', r.version::text)
        as ruleset
    from matches m
    join protocols r on r.id = m.ruleset_id
    left join conditions a on a.id = m.arm_id
    where ${IN_SCOPE} and m.ended_at <= $2
      and not exists (select from gone x where x.match_id = m.id)
      ${within === "exported" ? "and m.id in (select id from export_matches)" : ""}
      and ($3::text is null or $3 in (a.name, a.label))
      and ($4::text is null or coalesce(a.named ->> 'slug', r.slug) = $4)
      and ($5::timestamptz is null or m.ended_at >= $5)
      and ($6::timestamptz is null or m.ended_at < $6)
  )`;

/**
 * The games of people as `games`, a row for each guess, with the rule that excludes it or null.
 * Parameters: experiment, watermark, arm, ruleset, from, until, persona's codename.
 */
export function gamesSql(rules: Iterable<RuleName>, within: MatchesRead): string {
  return `${OPEN}, ${chosen(within)},
  cast_of as materialized (
    select v.id, p.codename, p.codename || ' v' || v.version as persona, v.body
    from persona_versions v join personas p on p.id = v.persona_id
  ),
  games as materialized (
    select g.id, m.id as match_id, m.ended_at, m.ruleset, m.arm, m.forced, d.player_id as detective,
      g.created_at, g.p_ai, g.decision_ms, g.reason is not null as reasoned,
      cardinality(g.tells) as tells, w.kind = 'ai' as is_ai, d.prior_games + 1 as game,
      said.messages, answered.delay, v.id as version_id, v.persona,
      ${gameExclusionSql(rulesNamed(rules))} as excluded
    from chosen m
    join guesses g on g.match_id = m.id
    join seats d on d.id = g.by_seat_id and d.kind = 'human'
    join seats w on w.id = g.about_seat_id
    left join seats o on m.forced and o.round_id = w.round_id and o.role = 'witness' and o.id <> w.id
    left join cast_of v on v.id = coalesce(w.persona_version_id, o.persona_version_id)
    ${SAID}
    ${ANSWERED}
    where $7::text is null or v.codename = $7 or v.id is null
  )`;
}
