import { createRandom, type Random } from "../../../game/random.ts";
import { normalQuantile } from "../../../game/statistics.ts";
import type { Auc } from "./auc.ts";
import { CLASSIFIERS, type ClassifierName, type Label } from "./classifiers.ts";
import type { Features } from "./columns.ts";
import { crossValidate, type Example as Row } from "./cross-validate.ts";

const LIMIT = 0.55;
/** A division into folds moves an AUC by a hundredth or so: the mean of some is judged. */
const DIVISIONS = 3;
/** From here on nobody takes it for chance. */
const CLEAR = 0.65;
/** How often labels are dealt anew, to see how far chance alone carries an AUC. */
const RELABELLED = 20;
/** On so many matches: how much wider than DeLong's chance spreads hangs little on their number. */
const MOST_RELABELLED = 200;

/** Features of one match by group. */
export interface Example {
  label: Label;
  groups: Record<string, Features>;
}

export interface Finding {
  group: string;
  classifier: ClassifierName;
  /** Whether the group counts: words are shown, not judged. */
  counts: boolean;
  auc: number;
  /** 95 %, by the standard error of DeLong 1988, or a wider one where chance carries it farther. */
  low: number;
  high: number;
  /** The lower bound of an interval that holds for all groups together (Bonferroni). */
  corrected: number;
  fails: boolean;
}

export interface Strictness {
  /** Few matches spread an AUC widely: then only the corrected bound tells. */
  boundOnly?: boolean;
  /** Left out, by both classifiers. */
  by?: readonly ClassifierName[];
}

/** The classifiers on each group and, where several count, on all of these. */
export function judge(
  examples: readonly Example[],
  shownOnly: readonly string[],
  seed: string,
  { boundOnly = false, by = ["logistic", "forest"] }: Strictness = {},
): Finding[] {
  const names = Object.keys(examples[0]?.groups ?? {});
  const counting = names.filter((name) => !shownOnly.includes(name));
  // A group that counts alone is all that counts.
  const wholes = counting.length > 1 ? ["all"] : [];
  const judged = counting.length + wholes.length;
  const quantile = normalQuantile(1 - 0.05 / (2 * judged));
  return [...names, ...wholes].flatMap((group) =>
    by.map((classifier): Finding => {
      const rows = examples.map(({ label, groups }) => ({
        label,
        features: featuresOf(groups, group === "all" ? counting : [group]),
      }));
      const counts = !shownOnly.includes(group);
      const random = (...names: (string | number)[]) =>
        createRandom(seed, "folds", group, classifier, ...names);
      const { auc, se: nominal } = measured(rows, classifier, random);
      // Scores of one sample hang together through what was learnt: where it matters, that is measured.
      const close = counts && auc - quantile * nominal > 0.5 && auc < CLEAR;
      const se = close ? nominal * Math.max(1, wideningOf(rows, classifier, random)) : nominal;
      const corrected = auc - quantile * se;
      const fails = counts && ((!boundOnly && auc > LIMIT) || corrected > 0.5);
      const [low, high] = [auc - 1.96 * se, auc + 1.96 * se];
      return { group, classifier, counts, auc, low, high, corrected, fails };
    }),
  );
}

type Draws = (...names: (string | number)[]) => Random;

/** Mean AUC over several divisions into folds, with the standard error of one. */
function measured(rows: readonly Row[], classifier: ClassifierName, random: Draws) {
  const found = Array.from({ length: DIVISIONS }, (_, division) =>
    crossValidate(rows, CLASSIFIERS[classifier], random(division)),
  );
  const mean = (of: (one: Auc) => number) =>
    found.reduce((sum, one) => sum + of(one), 0) / found.length;
  return { auc: mean((one) => one.auc), se: mean((one) => one.se) };
}

/**
 * Standard deviation of the AUC where nothing tells, as a multiple of DeLong's standard error: some
 * of the matches with labels dealt anew, as a permutation test has it (Ojala & Garriga 2010,
 * JMLR 11:1833).
 */
function wideningOf(rows: readonly Row[], classifier: ClassifierName, random: Draws): number {
  const ratios = Array.from({ length: RELABELLED }, (_, time) => {
    const some = random("relabelled", time).shuffle(rows).slice(0, MOST_RELABELLED);
    const labels = random("labels", time).shuffle(some.map(({ label }) => label));
    const dealt = some.map((row, index) => ({ ...row, label: labels[index] ?? row.label }));
    const { auc, se } = crossValidate(dealt, CLASSIFIERS[classifier], random("chance", time));
    return (auc - 0.5) / se;
  });
  return Math.sqrt(ratios.reduce((sum, ratio) => sum + ratio ** 2, 0) / ratios.length);
}

function featuresOf(groups: Record<string, Features>, names: readonly string[]): Features {
  return Object.fromEntries(
    names.flatMap((name) =>
      Object.entries(groups[name] ?? {}).map(([feature, value]) => [`${name}: ${feature}`, value]),
    ),
  );
}

export function tableOf(findings: readonly Finding[]): string {
  const lines = findings.map(({ group, classifier, counts, auc, low, high, corrected, fails }) =>
    [
      group.padEnd(12),
      classifier.padEnd(9),
      auc.toFixed(3),
      `(${low.toFixed(3)}–${high.toFixed(3)})`,
      `at least ${corrected.toFixed(3)}`,
      counts ? (fails ? "TELLS" : "") : "words: not judged",
    ].join("  "),
  );
  return ["group         by         AUC    95 % interval  corrected", ...lines].join("\n");
}
