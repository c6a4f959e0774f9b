import type pg from "pg";
import { DEFAULT_RULES, rulesNamed } from "../../game/exclusion.ts";
import { armLabel } from "../arm-label.ts";
import { matchExclusionSql } from "../exclusion-sql.ts";
import type { ExportScope } from "./scope.ts";

const reason = matchExclusionSql(rulesNamed(DEFAULT_RULES));

/**
 * People whose matches are in no export: who withdrew from an experiment, who deleted their data,
 * and in public play whoever was never told that researchers read it (consent before version 2).
 */
const OUT = `
  withdrawn as materialized (
    select player_id from enrolments where state = 'withdrawn'
    union select id from players where deleted_at is not null
  ),
  gone as materialized (
    select match_id from seats where player_id in (select player_id from withdrawn)
    union select match_id from seats where held
    union select s.match_id from seats s join enrolments n on n.id = s.enrolment_id
      where n.state = 'withdrawn'
  ),
  untold as materialized (
    select player_id from consents group by player_id having max(version) < 2
  )`;

/** Matches of experiments with the version that they belong to; a draft's trial has no arm. */
const STUDIED = `
  studied as materialized (
    select distinct on (s.match_id) s.match_id, n.experiment_version_id as version_id
    from seats s join enrolments n on n.id = s.enrolment_id
    order by s.match_id, n.id
  )`;

const NAMED_RULESET = `(
    select part -> 'ruleset' from jsonb_array_elements(v.design -> 'arms') part
    where part ->> 'name' = a.name
  )`;

const INSERT = `
  insert into export_matches
  with ${OUT}, ${STUDIED},
  conditions as materialized (
    select a.id, a.name, ${armLabel("a.name", "v.version")} as label,
      a.experiment_version_id as version_id, ${NAMED_RULESET} as named
    from arms a join experiment_versions v on v.id = a.experiment_version_id
  )
  select m.id, v.id, e.code, v.version, a.name,
    coalesce(a.named ->> 'slug', r.slug), coalesce((a.named ->> 'version')::int, r.version),
    m.is_test, ${reason}
  from matches m
  join rulesets r on r.id = m.ruleset_id
  left join conditions a on a.id = m.arm_id
  left join studied x on x.match_id = m.id
  left join experiment_versions v on v.id = coalesce(a.version_id, x.version_id)
  left join experiments e on e.id = v.experiment_id
  where m.phase in ('revealed', 'voided')
    and (e.id is null or e.owner_id = $1)
    and not exists (select from gone x where x.match_id = m.id)
    and (e.id is not null or not exists (
      select from seats s where s.match_id = m.id and s.player_id in (select player_id from untold)))
    and ($2::uuid is null or e.id = $2)
    and ($3::text is null or coalesce(a.named ->> 'slug', r.slug) = $3)
    and ($4::timestamptz is null or m.ended_at >= $4)
    and ($5::timestamptz is null or m.ended_at < $5)
    and ($6::text is null or m.id in (
      select s.match_id from seats s
      join persona_versions w on w.id = s.persona_version_id
      join personas p on p.id = w.persona_id where $6 in (p.codename, p.slug)))
    and ($7::text is null or $7 in (a.name, a.label))`;

/**
 * Chooses the matches of an export, in the transaction that reads them: ended ones that are open
 * to everybody in them, of public play and of the owner's own experiments.
 */
export async function selectMatches(client: pg.ClientBase, scope: ExportScope): Promise<void> {
  const { experimentId, ruleset, from, until, persona, arm } = scope.filter;
  await client.query(`
    create temp table export_matches (
      id uuid primary key, version_id uuid, experiment text, experiment_version int, arm text,
      ruleset text not null, ruleset_version int not null, is_test boolean not null,
      exclusion_reason text
    ) on commit drop`);
  const chosen = [experimentId, ruleset, from, until, persona, arm];
  await client.query(INSERT, [scope.ownerId, ...chosen.map((value) => value ?? null)]);
  await client.query("analyze export_matches");
}
