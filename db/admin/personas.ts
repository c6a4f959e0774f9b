import { eq, inArray } from "drizzle-orm";
import { candidatesOf, type Rotating } from "../../game/mix.ts";
import type { Ruleset } from "../../game/ruleset.ts";
import type { Database, Orm } from "../client.ts";
import { newestRulesets } from "../rulesets.ts";
import { personas, personaVersions } from "../schema/personas.ts";
import { arms, experimentVersions } from "../schema/research.ts";
import { rulesets } from "../schema/rulesets.ts";
import { NO_RECORD, personasInRotation } from "../wave-candidates.ts";
import { type Act, audited } from "./act.ts";

export interface PersonaRow {
  id: string;
  slug: string;
  codename: string;
  version: number;
  agent: "model" | "eliza";
  /** Null for the installation's own. */
  model: string | null;
  inRotation: boolean;
  weight: number;
  /** Judgements by people in revealed matches, and how many of them were "human". */
  games: number;
  passes: number;
}

/** Every version of every AI persona, with what people took it for. */
export async function allPersonas({ pool }: Database): Promise<PersonaRow[]> {
  const { rows } = await pool.query<PersonaRow>(`
    select v.id, p.slug, p.codename, v.version, coalesce(v.body ->> 'agent', 'model') as agent,
      v.body ->> 'model' as model, v.in_rotation as "inRotation", v.weight,
      coalesce(record.games, 0) as games, coalesce(record.passes, 0) as passes
    from persona_versions v
    join personas p on p.id = v.persona_id and p.kind = 'ai'
    left join (
      select witness.persona_version_id as id, count(*)::int as games,
        (count(*) filter (where j.p_ai < 0.5))::int as passes
      from judgements j
      join matches m on m.id = j.match_id and m.phase = 'revealed'
      join seats detective on detective.id = j.by_seat_id and detective.kind = 'human'
      join seats witness on witness.id = j.about_seat_id and witness.kind = 'ai'
      group by 1
    ) record on record.id = v.id
    order by v.in_rotation desc, p.codename, v.version desc`);
  return rows;
}

export interface Rotation {
  versionId: string;
  inRotation: boolean;
  /** Relative frequency, 0 or more. */
  weight: number;
}

export type Rotated = { ok: true } | { ok: false; code: "admin/not-found" | "admin/last-persona" };

class TooFew extends Error {}

/** Puts a persona version into rotation or takes it out, from the next wave on. */
export async function setRotation(
  database: Database,
  act: Act,
  { versionId, inRotation, weight }: Rotation,
): Promise<Rotated> {
  try {
    return await audited<Rotated>(database, act, async (orm) => {
      // All of them, so that two admins do not take the last two out at once.
      const rows = await orm
        .select({
          id: personaVersions.id,
          inRotation: personaVersions.inRotation,
          weight: personaVersions.weight,
        })
        .from(personaVersions)
        .innerJoin(personas, eq(personas.id, personaVersions.personaId))
        .where(eq(personas.kind, "ai"))
        .orderBy(personaVersions.id)
        .for("update", { of: personaVersions });
      const before = rows.find(({ id }) => id === versionId);
      if (!before) return { result: { ok: false, code: "admin/not-found" }, noted: null };
      const played = await playedRulesets(database, orm);
      const short = shortOf(played, await personasInRotation(orm));
      await orm
        .update(personaVersions)
        .set({ inRotation, weight })
        .where(eq(personaVersions.id, versionId));
      const shortNow = shortOf(played, await personasInRotation(orm));
      if ([...shortNow].some((slug) => !short.has(slug))) throw new TooFew();
      const from = { inRotation: before.inRotation, weight: before.weight };
      return {
        result: { ok: true },
        noted: {
          action: "set-rotation",
          subject: { kind: "persona-version", id: versionId },
          detail: { from, to: { inRotation, weight } },
        },
      };
    });
  } catch (error) {
    if (error instanceof TooFew) return { ok: false, code: "admin/last-persona" };
    throw error;
  }
}

/** What is played: the newest of each ruleset, and the arms of experiments that are open. */
async function playedRulesets(database: Database, orm: Orm): Promise<{ ruleset: Ruleset }[]> {
  const open = await orm
    .select({ ruleset: rulesets.body })
    .from(arms)
    .innerJoin(rulesets, eq(rulesets.id, arms.rulesetId))
    .innerJoin(experimentVersions, eq(experimentVersions.id, arms.experimentVersionId))
    .where(inArray(experimentVersions.state, ["running", "paused"]));
  const stored = await newestRulesets(database);
  return [...stored.filter(({ ruleset }) => !ruleset.shownAs), ...open];
}

/** Rulesets with more AI seats than personas that could sit in them. */
function shortOf(
  played: readonly { ruleset: Ruleset }[],
  rotation: readonly Rotating[],
): Set<string> {
  const short = played.filter(({ ruleset }) => {
    const able = candidatesOf(ruleset.mix, rotation, NO_RECORD).filter(({ weight }) => weight > 0);
    return new Set(able.map(({ personaId }) => personaId)).size < mostAi(ruleset);
  });
  return new Set(short.map(({ ruleset }) => ruleset.slug));
}

function mostAi({ topology, seats }: Ruleset): number {
  return topology === "table" ? seats - 1 : 1;
}
