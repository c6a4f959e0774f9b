import { and, desc, eq, type InferSelectModel } from "drizzle-orm";
import { type Admin, audited } from "../admin/act.ts";
import type { AuditEntry } from "../audit.ts";
import type { Orm } from "../client.ts";
import { experiments, experimentVersions } from "../schema/research.ts";
import type { Stores } from "../stores.ts";

export type VersionRow = InferSelectModel<typeof experimentVersions>;

/** Who changes which experiment, in which request. */
export interface Work extends Admin {
  experimentId: string;
}

export type ExperimentRefusal =
  | { ok: false; code: "experiment/unfinished"; fields: Record<string, string> }
  | {
      ok: false;
      code: `experiment/${"not-found" | "changed" | "no-draft" | "has-draft" | "not-open" | "in-trial"}`;
    };

export function refused(
  code: Exclude<ExperimentRefusal["code"], "experiment/unfinished">,
): ExperimentRefusal {
  return { ok: false, code };
}

/** An experiment of whoever asks, locked: its versions, the newest first. */
export interface HeldExperiment {
  orm: Orm;
  id: string;
  code: string;
  versions: VersionRow[];
  draft: VersionRow | undefined;
  /** Running or paused. */
  open: VersionRow | undefined;
}

type Result<T> = ({ ok: true } & T) | ExperimentRefusal;
type Noted = Pick<AuditEntry, "action" | "detail">;

/** Changes an experiment of one's own, one change at a time, and writes it down. */
export async function changeExperiment<T extends object>(
  stores: Pick<Stores, "database">,
  { experimentId, ...actor }: Work,
  run: (held: HeldExperiment) => Promise<{ result: Result<T>; noted: Noted | null }>,
): Promise<Result<T>> {
  return audited<Result<T>>(stores.database, actor, async (orm) => {
    const held = await hold(orm, experimentId, actor.by.playerId);
    if (!held) return { result: refused("experiment/not-found"), noted: null };
    const { result, noted } = await run(held);
    const subject = { kind: "experiment", id: experimentId };
    return { result, noted: noted && { ...noted, subject } };
  });
}

async function hold(orm: Orm, id: string, ownerId: string): Promise<HeldExperiment | null> {
  const [experiment] = await orm
    .select()
    .from(experiments)
    .where(and(eq(experiments.id, id), eq(experiments.ownerId, ownerId)))
    .for("update");
  if (!experiment) return null;
  const versions = await orm
    .select()
    .from(experimentVersions)
    .where(eq(experimentVersions.experimentId, id))
    .orderBy(desc(experimentVersions.version));
  return {
    orm,
    id,
    code: experiment.code,
    versions,
    draft: versions.find(({ state }) => state === "draft"),
    open: versions.find(({ state }) => state === "running" || state === "paused"),
  };
}
