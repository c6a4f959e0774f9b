import type { Arm, Design } from "./experiment.ts";
import { type Ruleset, rulesetSchema } from "./ruleset.ts";
import { STUDY_SLUG } from "./study-slug.ts";

/** Where the ruleset of an arm is stored, and as what players see it. */
interface ArmPlace {
  /** Of the stored ruleset, which names experiment and arm. */
  slug: string;
  /** Of the experiment. */
  version: number;
  design: Design;
  /** The rulesets of all arms, in their order; null for one that a draft names and is not there. */
  bases: readonly (Ruleset | null)[];
}

/**
 * The ruleset by which an arm is played: its base with the arm's share of AI, release and mix, and
 * a face that all arms of the experiment have in common.
 */
export function armRuleset(base: Ruleset, arm: Arm, place: ArmPlace): Ruleset {
  const { design, slug, version, bases } = place;
  const { mix = base.mix } = arm;
  return rulesetSchema.parse({
    ...base,
    slug,
    version,
    listed: false,
    aiShare: aiShareOf(base, arm),
    release: arm.release,
    slotSeconds: arm.slotSeconds,
    mix,
    shownAs: {
      slug: STUDY_SLUG,
      version,
      title: design.title,
      summary: "A match of a study. Your partner may be a person or an AI.",
      aiShare: meanShare(design, bases),
    },
  });
}

/** In a hub one of the witnesses is an AI, whatever an arm says. */
function aiShareOf(base: Ruleset, arm: Arm): number {
  return base.topology === "hub" ? base.aiShare : arm.aiShare;
}

function meanShare({ arms }: Design, bases: ArmPlace["bases"]): number {
  const weight = arms.reduce((sum, arm) => sum + arm.weight, 0);
  const share = arms.reduce((sum, arm, index) => {
    const base = bases[index];
    return sum + arm.weight * (base ? aiShareOf(base, arm) : arm.aiShare);
  }, 0);
  return share / weight;
}
