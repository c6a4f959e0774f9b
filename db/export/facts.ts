import type pg from "pg";
import { pseudonym } from "./scope.ts";
import type { Snapshot } from "./snapshot.ts";

/** A version of an experiment as a manifest tells it. */
export interface ExperimentFacts {
  experiment: string;
  version: number;
  state: string;
  title: string;
  question: string;
  preregistration: string;
  licence: string;
  consentVersion: string;
  unit: string;
  arms: unknown;
  questionnaire: unknown;
  /** Of the draw of arms; null until the version is closed. */
  seed: string | null;
}

/** The experiments whose matches an export holds, and the one that it was asked about. */
export async function experimentFacts({ client, scope }: Snapshot): Promise<ExperimentFacts[]> {
  const { rows } = await client.query<ExperimentFacts>(
    `select x.code as experiment, v.version, v.state, v.design ->> 'title' as title,
       v.design ->> 'question' as question, v.design ->> 'preregistration' as preregistration,
       v.design ->> 'licence' as licence, v.design -> 'consent' ->> 'version' as "consentVersion",
       v.design ->> 'unit' as unit, v.design -> 'arms' as arms,
       v.design -> 'questionnaire' as questionnaire,
       case when v.state = 'closed' then v.seed end as seed
     from experiment_versions v join experiments x on x.id = v.experiment_id
     where v.id in (select version_id from export_matches)
       or (x.id = $1 and v.state <> 'draft')
     order by x.code, v.version`,
    [scope.filter.experimentId ?? null],
  );
  return rows;
}

/** Whether any of the matches was played in public. */
export async function holdsPublicPlay(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(
    "select 1 from export_matches where version_id is null limit 1",
  );
  return (rowCount ?? 0) > 0;
}

/** How many texts stay out because of what they hold, by reason. */
export async function quarantineCounts(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ reason: string; texts: number }>(
    "select reason, count(*)::int as texts from export_quarantine group by reason order by reason",
  );
  return Object.fromEntries(rows.map(({ reason, texts }) => [reason, texts]));
}

/** When the rows were read, by Postgres's clock. */
export async function readAt(client: pg.ClientBase): Promise<Date> {
  const { rows } = await client.query<{ at: Date }>("select transaction_timestamp() as at");
  return rows[0]?.at ?? new Date(NaN);
}

export const KEY_COLUMNS = ["participant_id", "experiment", "parameter", "value"] as const;

/**
 * Who a recruiter says that the participants are: for the experiments' owner alone, and apart from
 * the tables.
 */
export function keyQuery({ salt }: { salt: string }): string {
  return `select distinct ${pseudonym(salt, "n.player_id")} as participant_id, e.experiment,
      p.key as parameter, p.value
    from export_matches e join seats s on s.match_id = e.id
    join enrolments n on n.id = s.enrolment_id
    join recruits t on t.enrolment_id = n.id, jsonb_each_text(t.params) p`;
}
