import { armLabel } from "../arm-label.ts";
import type { Database } from "../client.ts";

/** What the analysis of somebody can be narrowed to. */
export interface AnalysisChoices {
  experiments: { id: string; title: string }[];
  /** Of the experiment chosen, each with the version of the design that it is of. */
  arms: string[];
  rulesets: string[];
  personas: string[];
}

/** One's experiments that have started, and what can be chosen in one of them or in public play. */
export async function analysisChoices(
  { pool }: Database,
  ownerId: string,
  experimentId: string | null,
): Promise<AnalysisChoices> {
  const { rows } = await pool.query<AnalysisChoices>(
    `with mine as (
       select v.experiment_id as id, v.id as version_id, v.design, v.version
       from experiments x join experiment_versions v on v.experiment_id = x.id
       where x.owner_id = $1 and v.state <> 'draft'
     ), parts as (
       select ${armLabel("part ->> 'name'", "version")} as arm, part -> 'ruleset' ->> 'slug' as ruleset
       from mine, jsonb_array_elements(design -> 'arms') part where mine.id = $2
     )
     select
       (select coalesce(json_agg(t order by title, id), '[]') from (
         select distinct on (id) id, design ->> 'title' as title from mine
         order by id, version desc) t) as experiments,
       (select coalesce(json_agg(arm order by arm), '[]') from parts) as arms,
       (select coalesce(json_agg(slug order by slug), '[]') from (
         select distinct ruleset as slug from parts
         union select distinct slug from rulesets
           where $2::uuid is null and body -> 'shownAs' is null) t) as rulesets,
       (select coalesce(json_agg(codename order by codename), '[]') from personas
         where kind = 'ai') as personas`,
    [ownerId, experimentId],
  );
  return rows[0] ?? { experiments: [], arms: [], rulesets: [], personas: [] };
}

export async function ownsStartedExperiment(
  { pool }: Database,
  ownerId: string,
  experimentId: string,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from experiments x where x.id = $1 and x.owner_id = $2 and exists (
       select from experiment_versions v where v.experiment_id = x.id and v.state <> 'draft')`,
    [experimentId, ownerId],
  );
  return rowCount === 1;
}
