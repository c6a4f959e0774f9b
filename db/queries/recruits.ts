import type { Design, Ending } from "../../game/experiment.ts";
import { type Admin, audited } from "../admin/act.ts";
import type { Stores } from "../stores.ts";
import { iso } from "./iso.ts";
import { sql } from "drizzle-orm";

/** A line of the key file: who a participant is to their recruiter. */
export interface Recruit {
  /** What the exports' pseudonyms are made of. */
  enrolmentId: string;
  version: number;
  state: string;
  /** The code that was given at the end; null before it. */
  code: string | null;
  played: number;
  consentedAt: string;
  closedAt: string | null;
  params: Record<string, string>;
}

interface Row extends Omit<Recruit, "code"> {
  [column: string]: unknown;
  ending: Ending | null;
  codes: Design["codes"];
}

/** The key file of an experiment, for its owner; null for anybody else. Reading is written down. */
export async function readRecruits(
  { database }: Pick<Stores, "database">,
  actor: Admin,
  experimentId: string,
): Promise<Recruit[] | null> {
  return audited(database, actor, async (orm) => {
    const { rows: own } = await orm.execute(
      sql`select from experiments where id = ${experimentId} and owner_id = ${actor.by.playerId}`,
    );
    if (own.length === 0) return { result: null, noted: null };
    const { rows } = await orm.execute<Row>(sql`
      select e.id as "enrolmentId", v.version, e.state, e.ending, v.design -> 'codes' as codes,
        e.played, ${sql.raw(iso("e.consented_at"))} as "consentedAt",
        ${sql.raw(iso("e.closed_at"))} as "closedAt", coalesce(r.params, '{}') as params
      from experiment_versions v
      join enrolments e on e.experiment_version_id = v.id and not e.trial
      left join recruits r on r.enrolment_id = e.id
      where v.experiment_id = ${experimentId}
      order by e.consented_at, e.id`);
    const subject = { kind: "experiment", id: experimentId };
    return {
      result: rows.map(({ ending, codes, ...row }) => ({
        ...row,
        code: ending ? codes[ending] : null,
      })),
      noted: { action: "read-recruits", subject, detail: { recruits: rows.length } },
    };
  });
}
