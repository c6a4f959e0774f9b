import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { createPlayer } from "../db/players.ts";
import {
  arms,
  enrolments,
  experiments,
  experimentVersions,
  recruits,
} from "../db/schema/research.ts";
import { rulesets } from "../db/schema/rulesets.ts";
import type { Stores } from "../db/stores.ts";
import { armRuleset } from "../game/arm-ruleset.ts";
import { type Design, designSchema } from "../game/experiment.ts";
import type { Ruleset } from "../game/ruleset.ts";

type WithDatabase = Pick<Stores, "database">;
type DesignSource = Partial<z.input<typeof designSchema>>;

/** A design of two arms, people only and AIs only, with some of it changed. */
export function designLike(changes: DesignSource = {}): Design {
  const ruleset = { slug: "quick-duel", version: 1 };
  return designSchema.parse({
    title: "Who writes here",
    question: "Are people told from machines by what they ask?",
    licence: "CC-BY-4.0",
    consent: { version: "1", text: "You chat with strangers, and we keep what you write." },
    questionnaire: [],
    arms: [
      { name: "people", ruleset, aiShare: 0 },
      { name: "machines", ruleset, aiShare: 1 },
    ],
    matches: 2,
    target: 100,
    debrief: "We asked whether you can tell. Thank you.",
    codes: {
      finished: "DONE-1234",
      left: "LEFT-1234",
      "failed-attention": "ATTN-1234",
      "waited-too-long": "WAIT-1234",
    },
    ...changes,
  });
}

export interface StartedExperiment {
  id: string;
  ownerId: string;
  code: string;
  versionId: string;
  version: number;
  design: Design;
  seed: string;
  arms: { id: string; name: string; rulesetId: string }[];
}

interface Beginning {
  ownerId?: string;
  state?: "draft" | "running" | "paused" | "closed";
}

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** An experiment that runs, or is in another state, with the rulesets of its arms. */
export async function startExperiment(
  stores: WithDatabase,
  design: Design = designLike(),
  { ownerId, state = "running" }: Beginning = {},
): Promise<StartedExperiment> {
  const { orm } = stores.database;
  const owner = ownerId ?? (await createPlayer(stores, "Researcher")).id;
  const code = `s${hex(5)}`;
  const [experiment] = await orm.insert(experiments).values({ ownerId: owner, code }).returning();
  if (!experiment) throw new Error("no experiment was stored");
  const { id } = experiment;
  const started = { id, ownerId: owner, code };
  return { ...started, ...(await addVersion(stores, started, design, state)) };
}

/** A further version of an experiment; one that is open already is closed. */
export async function amendExperiment(
  stores: WithDatabase,
  { id, ownerId, code, version }: StartedExperiment,
  design: Design,
): Promise<StartedExperiment> {
  await stores.database.orm
    .update(experimentVersions)
    .set({ state: "closed", closedAt: new Date() })
    .where(and(eq(experimentVersions.experimentId, id), eq(experimentVersions.version, version)));
  const experiment = { id, ownerId, code };
  return {
    ...experiment,
    ...(await addVersion(stores, experiment, design, "running", version + 1)),
  };
}

async function addVersion(
  stores: WithDatabase,
  { id, code }: { id: string; code: string },
  design: Design,
  state: NonNullable<Beginning["state"]>,
  version = 1,
) {
  const { orm } = stores.database;
  const seed = hex(16);
  const now = new Date();
  const [row] = await orm
    .insert(experimentVersions)
    .values({
      ...{ experimentId: id, version, state, design, seed },
      startedAt: state === "draft" ? null : now,
      closedAt: state === "closed" ? now : null,
    })
    .returning();
  if (!row) throw new Error("no version was stored");
  const made = state === "draft" ? [] : await storeArms(stores, row.id, { code, version, design });
  return { versionId: row.id, version, design, seed, arms: made };
}

async function storeArms(
  stores: WithDatabase,
  experimentVersionId: string,
  { code, version, design }: { code: string; version: number; design: Design },
) {
  const { orm } = stores.database;
  const bases = await Promise.all(design.arms.map(({ ruleset }) => baseOf(stores, ruleset)));
  const stored = [];
  for (const [index, arm] of design.arms.entries()) {
    const base = bases[index];
    if (!base) throw new Error(`no ruleset for ${arm.name}`);
    const slug = `study-${code}-${arm.name}`;
    const body = armRuleset(base, arm, { slug, version, design, bases });
    const [ruleset] = await orm
      .insert(rulesets)
      .values({ slug, version, listed: false, body })
      .returning();
    if (!ruleset) throw new Error("no ruleset was stored");
    const [made] = await orm
      .insert(arms)
      .values({ experimentVersionId, name: arm.name, rulesetId: ruleset.id })
      .returning();
    if (!made) throw new Error("no arm was stored");
    stored.push(made);
  }
  return stored.map(({ id, name, rulesetId }) => ({ id, name, rulesetId }));
}

async function baseOf(
  { database }: WithDatabase,
  { slug, version }: { slug: string; version: number },
): Promise<Ruleset> {
  const [row] = await database.orm
    .select({ body: rulesets.body })
    .from(rulesets)
    .where(and(eq(rulesets.slug, slug), eq(rulesets.version, version)));
  if (!row) throw new Error(`no ruleset ${slug} version ${version}`);
  return row.body;
}

/** A player's part in an experiment, ready to play unless something else is said. */
export async function enrol(
  stores: WithDatabase,
  experiment: StartedExperiment,
  playerId: string,
  {
    params,
    ...changes
  }: Partial<typeof enrolments.$inferInsert> & { params?: Record<string, string> } = {},
): Promise<string> {
  const { orm } = stores.database;
  const [row] = await orm
    .insert(enrolments)
    .values({
      experimentVersionId: experiment.versionId,
      playerId,
      state: "playing",
      consentVersion: experiment.design.consent.version,
      answers: {},
      answeredAt: new Date(),
      ...changes,
    })
    .returning({ id: enrolments.id });
  if (!row) throw new Error("no enrolment was stored");
  const recruitedAs = params?.[experiment.design.recruiterParams[0] ?? ""] ?? null;
  if (params)
    await orm
      .insert(recruits)
      .values({ enrolmentId: row.id, experimentId: experiment.id, recruitedAs, params });
  return row.id;
}
