import type { Design } from "../../game/experiment.ts";
import type { Database } from "../client.ts";
import { iso } from "./iso.ts";

export type VersionState = "draft" | "running" | "paused" | "closed";

/** An experiment in a list: its newest version that has started, else its draft. */
export interface ListedExperiment {
  id: string;
  code: string;
  title: string;
  version: number;
  state: VersionState;
  /** Whether a further version is being written. */
  amended: boolean;
  /** Participants who finished, of all versions, and how many of this one are wanted. */
  finished: number;
  target: number;
  changedAt: string;
}

const NO_TRIAL = "not e.trial";

/** Somebody's experiments, the one changed latest first. */
export async function experimentsOf(
  { pool }: Database,
  ownerId: string,
): Promise<ListedExperiment[]> {
  const { rows } = await pool.query<ListedExperiment>(
    `select x.id, x.code, shown.design ->> 'title' as title, shown.version, shown.state,
       shown.state <> 'draft' and exists (select from experiment_versions d
         where d.experiment_id = x.id and d.state = 'draft') as amended,
       (select count(*)::int from enrolments e
         join experiment_versions v on v.id = e.experiment_version_id
         where v.experiment_id = x.id and e.state = 'finished' and ${NO_TRIAL}) as finished,
       (shown.design ->> 'target')::int as target,
       ${iso("changed.at")} as "changedAt"
     from experiments x
     join lateral (select v.* from experiment_versions v where v.experiment_id = x.id
       order by v.state = 'draft', v.version desc limit 1) shown on true
     join lateral (select max(greatest(v.changed_at, v.started_at, v.closed_at)) as at
       from experiment_versions v where v.experiment_id = x.id) changed on true
     where x.owner_id = $1
     order by changed.at desc, x.id desc`,
    [ownerId],
  );
  return rows;
}

/** How far a version has come. Nothing in it tells who plays whom. */
export interface Progress {
  enrolled: number;
  /** Consented, and before their first match. */
  answering: number;
  playing: number;
  waiting: number;
  finished: number;
  left: number;
  failedAttention: number;
  waitedTooLong: number;
  withdrawn: number;
  /** Ended ones: how many run would tell how many of them are against an AI. */
  matches: number;
}

export interface ExperimentVersion {
  /** A draft's is in the link by which it is tried out. */
  versionId: string;
  version: number;
  state: VersionState;
  design: Design;
  sketch: Record<string, string> | null;
  revision: number;
  changedAt: string;
  startedAt: string | null;
  closedAt: string | null;
  /** Told once the version is closed and nobody plays in it any more. */
  seed: string | null;
  progress: Progress;
}

export interface ExperimentRead {
  id: string;
  code: string;
  createdAt: string;
  /** The newest first. */
  versions: ExperimentVersion[];
}

/** An experiment of its owner's; null for anybody else, and where there is none. */
export async function readExperiment(
  { pool }: Database,
  ownerId: string,
  experimentId: string,
): Promise<ExperimentRead | null> {
  const { rows } = await pool.query<ExperimentVersion & Omit<ExperimentRead, "versions">>(
    `select x.id, x.code, ${iso("x.created_at")} as "createdAt",
       v.id as "versionId", v.version, v.state, v.design, v.sketch, v.revision,
       ${iso("v.changed_at")} as "changedAt", ${iso("v.started_at")} as "startedAt",
       ${iso("v.closed_at")} as "closedAt",
       case when v.state = 'closed' and not exists (select from enrolments e
         where e.experiment_version_id = v.id and e.state in ('consented', 'playing')
       ) then v.seed end as seed,
       to_jsonb(progress) as progress
     from experiments x
     join experiment_versions v on v.experiment_id = x.id
     join lateral (${PROGRESS}) progress on true
     where x.owner_id = $1 and x.id = $2
     order by v.version desc`,
    [ownerId, experimentId],
  );
  const [first] = rows;
  if (!first) return null;
  const { id, code, createdAt } = first;
  return { id, code, createdAt, versions: rows.map(versionOf) };
}

const COUNTED = {
  answering: "e.state = 'consented'",
  playing: "e.state = 'playing'",
  finished: "e.state = 'finished'",
  left: "e.state = 'left'",
  failedAttention: "e.state = 'failed-attention'",
  waitedTooLong: "e.state = 'waited-too-long'",
  withdrawn: "e.state = 'withdrawn'",
} as const satisfies Partial<Record<keyof Progress, string>>;

const PROGRESS = `select count(*)::int as enrolled,
    ${Object.entries(COUNTED)
      .map(([name, which]) => `(count(*) filter (where ${which}))::int as "${name}"`)
      .join(", ")},
    (select count(*)::int from tickets t join enrolments w on w.id = t.enrolment_id
      where t.state = 'waiting' and w.experiment_version_id = v.id and not w.trial) as waiting,
    (select count(*)::int from arms a join matches m on m.arm_id = a.id
      where a.experiment_version_id = v.id and m.ended_at is not null and not m.is_test) as matches
  from enrolments e where e.experiment_version_id = v.id and ${NO_TRIAL}`;

function versionOf(row: ExperimentVersion): ExperimentVersion {
  const { versionId, version, state, design, sketch, revision } = row;
  const { changedAt, startedAt, closedAt, seed, progress } = row;
  return {
    ...{ versionId, version, state, design, sketch, revision },
    ...{ changedAt, startedAt, closedAt, seed, progress },
  };
}
