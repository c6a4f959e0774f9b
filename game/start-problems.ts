import { ZodError } from "zod";
import { armRuleset } from "./arm-ruleset.ts";
import type { Arm, Design } from "./experiment.ts";
import { candidatesOf, type Rotating } from "./mix.ts";
import type { Ruleset } from "./ruleset.ts";

/** What keeps a design from being played, and where in it. */
interface StartProblem {
  path: (string | number)[];
  message: string;
}

/** What a new design leaves to be filled in. */
export const GAP = "[to be filled in]";

const NO_RECORD = () => ({ games: 0, passes: 0 });

/**
 * What a design needs to be played and does not find; nothing where it can start.
 * @param bases the rulesets that its arms name, in their order; null for one that is not there
 */
export function startProblems(
  design: Design,
  bases: readonly (Ruleset | null)[],
  rotation: readonly Rotating[],
): StartProblem[] {
  const found = design.arms.map((arm, place) => ({ arm, base: bases[place] ?? null }));
  const whole = found.flatMap(({ base }) => base ?? []);
  const ofArms = found.flatMap(({ arm, base }, place) =>
    armProblems(arm, base, rotation, () => {
      if (base && whole.length === found.length)
        armRuleset(base, arm, { slug: "study", version: 1, design, bases: whole });
    }).map(({ path, message }) => ({ path: ["arms", place, ...path], message })),
  );
  return [...ofArms, ...streakProblems(design, found), ...gapProblems(design)];
}

function armProblems(
  arm: Arm,
  base: Ruleset | null,
  rotation: readonly Rotating[],
  make: () => void,
): StartProblem[] {
  if (!base) return [{ path: ["ruleset"], message: "There is no such ruleset here." }];
  if (base.topology === "table")
    return [{ path: ["ruleset"], message: "A study deals pairs and hubs, no tables." }];
  const needsAi = base.topology === "hub" || arm.aiShare > 0;
  return [...rulesetProblems(make), ...(needsAi ? mixProblems(arm.mix ?? base.mix, rotation) : [])];
}

/** An arm may change its ruleset into none: slots as long as a turn, for one. */
function rulesetProblems(make: () => void): StartProblem[] {
  try {
    make();
    return [];
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    return error.issues.map(({ path, message }) => ({
      path: [path[0] === "slotSeconds" ? "slotSeconds" : "ruleset"],
      message,
    }));
  }
}

function mixProblems(mix: Arm["mix"], rotation: readonly Rotating[]): StartProblem[] {
  const there = new Set(rotation.map(({ slug }) => slug));
  const missing = Object.entries(mix?.personas ?? {})
    .filter(([slug, weight]) => weight > 0 && !there.has(slug))
    .map(([slug]) => slug);
  if (missing.length > 0)
    return [{ path: ["mix"], message: `Not in rotation: ${missing.join(", ")}.` }];
  const able = candidatesOf(mix, rotation, NO_RECORD).some(({ weight }) => weight > 0);
  return able ? [] : [{ path: ["mix"], message: "Nobody would play the AI seats." }];
}

/** A limit of s in a row leaves room for a share of s / (s + 1) at most. */
function streakProblems(
  { unit, matches, maxAiStreak }: Design,
  arms: readonly { arm: Arm; base: Ruleset | null }[],
): StartProblem[] {
  // Everybody in a hub meets one of each.
  const pairs = arms.flatMap(({ arm, base }) => (base?.topology === "pair" ? [arm] : []));
  if (maxAiStreak === null || matches <= maxAiStreak || pairs.length === 0) return [];
  const weights = pairs.reduce((sum, { weight }) => sum + weight, 0);
  const mean = pairs.reduce((sum, { weight, aiShare }) => sum + weight * aiShare, 0) / weights;
  const share = unit === "participant" ? Math.max(...pairs.map(({ aiShare }) => aiShare)) : mean;
  if (share <= maxAiStreak / (maxAiStreak + 1)) return [];
  const message = `No more than ${maxAiStreak} in a row leaves room for an AI share of ${maxAiStreak}/${maxAiStreak + 1} at most. Raise the limit, or take it away.`;
  return [{ path: ["maxAiStreak"], message }];
}

function gapProblems({ consent, debrief }: Design): StartProblem[] {
  const message = `Replace what still says ${GAP}.`;
  return [
    ...(consent.text.includes(GAP) ? [{ path: ["consent", "text"], message }] : []),
    ...(debrief.includes(GAP) ? [{ path: ["debrief"], message }] : []),
  ];
}
