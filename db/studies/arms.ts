import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { armRuleset } from "../../game/arm-ruleset.ts";
import type { StudyArm } from "../../game/assignment.ts";
import type { Ruleset } from "../../game/ruleset.ts";
import { canonical } from "../canonical.ts";
import type { Orm } from "../client.ts";
import { arms } from "../schema/research.ts";
import { rulesets } from "../schema/rulesets.ts";
import { basesOf } from "./bases.ts";
import type { StudyVersion } from "./version.ts";

/** An arm that matches can be opened for. */
export interface PlayableArm extends StudyArm {
  /** Null where a draft is tried out: it has no arms yet. */
  id: string | null;
  rulesetId: string;
  ruleset: Ruleset;
}

/** The arms of a version in the order of its design; of a draft, as it stands now. */
export async function playableArms(orm: Orm, version: StudyVersion): Promise<PlayableArm[]> {
  const found =
    version.state === "draft" ? await draftArms(orm, version) : await ownArms(orm, version);
  return version.design.arms.flatMap(({ name, weight }) => {
    const arm = found.get(name);
    if (!arm) return [];
    const { aiShare, topology } = arm.ruleset;
    return [{ ...arm, name, weight, aiShare, hub: topology === "hub" }];
  });
}

type Found = Map<string, Pick<PlayableArm, "id" | "rulesetId" | "ruleset">>;

async function ownArms(orm: Orm, { id }: StudyVersion): Promise<Found> {
  const rows = await orm
    .select({ id: arms.id, name: arms.name, rulesetId: rulesets.id, ruleset: rulesets.body })
    .from(arms)
    .innerJoin(rulesets, eq(rulesets.id, arms.rulesetId))
    .where(eq(arms.experimentVersionId, id));
  return new Map(rows.map(({ name, ...arm }) => [name, arm]));
}

/** A draft may change between two tries: what it says is what its rulesets are named by. */
async function draftArms(orm: Orm, { code, version, design }: StudyVersion): Promise<Found> {
  const bases = await basesOf(orm, design.arms);
  const found: Found = new Map();
  for (const [place, arm] of design.arms.entries()) {
    const base = bases[place];
    if (!base) continue;
    const drawn = armRuleset(base, arm, { slug: `trial-${code}`, version, design, bases });
    const body = { ...drawn, slug: `trial-${code}-${shortHash(drawn)}` };
    found.set(arm.name, { id: null, rulesetId: await storeOnce(orm, body), ruleset: body });
  }
  return found;
}

async function storeOnce(orm: Orm, body: Ruleset): Promise<string> {
  const { slug, version } = body;
  await orm.insert(rulesets).values({ slug, version, listed: false, body }).onConflictDoNothing();
  const [row] = await orm
    .select({ id: rulesets.id })
    .from(rulesets)
    .where(and(eq(rulesets.slug, slug), eq(rulesets.version, version)));
  if (!row) throw new Error(`ruleset ${slug} was not stored`);
  return row.id;
}

function shortHash(body: Ruleset): string {
  return createHash("sha256").update(canonical(body)).digest("hex").slice(0, 16);
}
