import { and, eq, inArray, sql } from "drizzle-orm";
import type { Design } from "../../game/experiment.ts";
import { liveTrials, forgetTrials } from "./trials.ts";
import { experiments, experimentVersions } from "../schema/research.ts";
import type { Stores } from "../stores.ts";
import { newSeed } from "./create.ts";
import { changeExperiment, type ExperimentRefusal, refused, type Work } from "./hold.ts";

type WithDatabase = Pick<Stores, "database">;

/** A design as it was written on; a form that holds no whole design yet is kept as it is. */
export type Draft = { design: Design } | { sketch: Record<string, string> };

export type Saved = { ok: true; revision: number } | ExperimentRefusal;

/** Saves a draft where nobody has saved another one since it was read. */
export async function saveDraft(
  stores: WithDatabase,
  work: Work,
  { revision, draft }: { revision: number; draft: Draft },
): Promise<Saved> {
  return changeExperiment<{ revision: number }>(stores, work, async ({ orm, draft: before }) => {
    if (!before) return { result: refused("experiment/no-draft"), noted: null };
    if (before.revision !== revision) return { result: refused("experiment/changed"), noted: null };
    const written = "design" in draft ? { design: draft.design, sketch: null } : draft;
    await orm
      .update(experimentVersions)
      .set({ ...written, revision: revision + 1, changedAt: sql`clock_timestamp()` })
      .where(eq(experimentVersions.id, before.id));
    const detail = { version: before.version, revision: revision + 1, whole: "design" in draft };
    return {
      result: { ok: true, revision: revision + 1 },
      noted: { action: "save-experiment", detail },
    };
  });
}

export type Amended = { ok: true; version: number } | ExperimentRefusal;

/** Begins a further version, a copy of the newest; what runs goes on until that one starts. */
export async function amendExperiment(stores: WithDatabase, work: Work): Promise<Amended> {
  return changeExperiment<{ version: number }>(
    stores,
    work,
    async ({ orm, id, versions, draft }) => {
      const [newest] = versions;
      if (draft) return { result: refused("experiment/has-draft"), noted: null };
      if (!newest) return { result: refused("experiment/not-found"), noted: null };
      const version = newest.version + 1;
      await orm
        .insert(experimentVersions)
        .values({ experimentId: id, version, design: newest.design, seed: newSeed() });
      return {
        result: { ok: true, version },
        noted: { action: "amend-experiment", detail: { version } },
      };
    },
  );
}

export type Discarded = { ok: true; gone: boolean } | ExperimentRefusal;

/** Throws a draft away, and the experiment with it where none of its versions ever started. */
export async function discardDraft(stores: WithDatabase, work: Work): Promise<Discarded> {
  return changeExperiment<{ gone: boolean }>(stores, work, async ({ orm, id, versions, draft }) => {
    if (!draft) return { result: refused("experiment/no-draft"), noted: null };
    if (await liveTrials(orm, draft.id))
      return { result: refused("experiment/in-trial"), noted: null };
    await forgetTrials(orm, draft.id);
    await orm
      .delete(experimentVersions)
      .where(
        and(eq(experimentVersions.id, draft.id), inArray(experimentVersions.state, ["draft"])),
      );
    const gone = versions.length === 1;
    if (gone) await orm.delete(experiments).where(eq(experiments.id, id));
    const detail = { version: draft.version, gone };
    return { result: { ok: true, gone }, noted: { action: "discard-experiment", detail } };
  });
}
