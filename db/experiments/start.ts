import { eq, sql } from "drizzle-orm";
import { armRuleset } from "../../game/arm-ruleset.ts";
import type { Design } from "../../game/experiment.ts";
import { startProblems } from "../../game/start-problems.ts";
import type { Orm } from "../client.ts";
import { arms, experimentVersions } from "../schema/research.ts";
import { rulesets } from "../schema/rulesets.ts";
import type { Stores } from "../stores.ts";
import { basesOf } from "../studies/bases.ts";
import { personasInRotation } from "../wave-candidates.ts";
import {
  changeExperiment,
  type ExperimentRefusal,
  type HeldExperiment,
  refused,
  type VersionRow,
  type Work,
} from "./hold.ts";
import { forgetTrials, liveTrials } from "./trials.ts";

type WithDatabase = Pick<Stores, "database">;

export type Started = { ok: true; version: number } | ExperimentRefusal;

/**
 * Starts the draft, which freezes it, with a ruleset for each of its arms. A version that was open
 * is closed to newcomers; who is enrolled in it plays to the end.
 */
export async function startExperiment(
  stores: WithDatabase,
  work: Work,
  { revision }: { revision: number },
): Promise<Started> {
  return changeExperiment<{ version: number }>(stores, work, async (held) => {
    const { orm, draft, open } = held;
    if (!draft) return { result: refused("experiment/no-draft"), noted: null };
    if (draft.revision !== revision) return { result: refused("experiment/changed"), noted: null };
    const fields = await fieldsInTheWay(orm, draft);
    if (Object.keys(fields).length > 0)
      return { result: { ok: false, code: "experiment/unfinished", fields }, noted: null };
    if (await liveTrials(orm, draft.id))
      return { result: refused("experiment/in-trial"), noted: null };
    if (open) await closeVersion(orm, open.id);
    await forgetTrials(orm, draft.id);
    await storeArms(held, draft);
    await orm
      .update(experimentVersions)
      .set({ state: "running", startedAt: sql`clock_timestamp()` })
      .where(eq(experimentVersions.id, draft.id));
    const detail = { version: draft.version, ...(open ? { closed: open.version } : {}) };
    return {
      result: { ok: true, version: draft.version },
      noted: { action: "start-experiment", detail },
    };
  });
}

export async function closeVersion(orm: Orm, versionId: string): Promise<void> {
  await orm
    .update(experimentVersions)
    .set({ state: "closed", closedAt: sql`clock_timestamp()` })
    .where(eq(experimentVersions.id, versionId));
}

async function fieldsInTheWay(
  orm: Orm,
  { sketch, design }: VersionRow,
): Promise<Record<string, string>> {
  if (sketch) return { design: "What was saved last is not whole yet." };
  return problemsAtStart(orm, design);
}

/** What keeps a design from starting, by field. */
export async function problemsAtStart(orm: Orm, design: Design): Promise<Record<string, string>> {
  const [bases, rotation] = await Promise.all([basesOf(orm, design.arms), personasInRotation(orm)]);
  const problems = startProblems(design, bases, rotation);
  return Object.fromEntries(problems.map(({ path, message }) => [path.join("."), message]));
}

async function storeArms({ orm, code }: HeldExperiment, draft: VersionRow): Promise<void> {
  const { design, version } = draft;
  const bases = (await basesOf(orm, design.arms)).flatMap((base) => base ?? []);
  for (const [place, arm] of design.arms.entries()) {
    const base = bases[place];
    if (!base) throw new Error(`the ruleset of ${arm.name} is gone`);
    const slug = `study-${code}-${arm.name}`;
    const body = armRuleset(base, arm, { slug, version, design, bases });
    const [stored] = await orm
      .insert(rulesets)
      .values({ slug, version, listed: false, body })
      .returning({ id: rulesets.id });
    if (!stored) throw new Error("the ruleset of an arm was not stored");
    await orm
      .insert(arms)
      .values({ experimentVersionId: draft.id, name: arm.name, rulesetId: stored.id });
  }
}
