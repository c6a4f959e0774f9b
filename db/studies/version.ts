import type { Design } from "../../game/experiment.ts";
import type { Database } from "../client.ts";
import type { Queryable } from "../save.ts";

/** A version of an experiment, as far as participants have to do with it. */
export interface StudyVersion {
  id: string;
  experimentId: string;
  code: string;
  version: number;
  state: "draft" | "running" | "paused" | "closed";
  design: Design;
  seed: string;
}

const SELECT = `select v.id, v.experiment_id as "experimentId", x.code, v.version, v.state, v.design,
  v.seed from experiment_versions v join experiments x on x.id = v.experiment_id`;

/**
 * The version that a link leads to: the one that is open, else the one that was closed last. A draft
 * is found by who knows its id, to try it out; null where there is nothing to be found.
 */
export async function linkedVersion(
  { pool }: Database,
  code: string,
  draftId: string | null,
): Promise<StudyVersion | null> {
  const { rows } = await pool.query<StudyVersion>(
    `${SELECT} where x.code = $1 and case when $2::uuid is null
       then v.state <> 'draft' else v.id = $2 and v.state = 'draft' end
     order by v.state = 'closed', v.version desc limit 1`,
    [code, draftId],
  );
  return rows[0] ?? null;
}

/** @throws RangeError for an id that no version has. */
export async function versionById(db: Queryable, id: string): Promise<StudyVersion> {
  const { rows } = await db.query<StudyVersion>(`${SELECT} where v.id = $1`, [id]);
  const [row] = rows;
  if (!row) throw new RangeError(`no version ${id} of an experiment`);
  return row;
}

/** Participants who have played to the end; try-outs are none. */
export async function countFinished({ pool }: Database, versionId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from enrolments
     where experiment_version_id = $1 and ending = 'finished' and not trial`,
    [versionId],
  );
  return rows[0]?.count ?? 0;
}
