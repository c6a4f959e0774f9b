import { createRandom } from "../../../game/random.ts";
import { normalQuantile } from "../../../game/statistics.ts";
import { CLASSIFIERS, type ClassifierName, type Label } from "./classifiers.ts";
import type { Features } from "./columns.ts";
import { crossValidate } from "./cross-validate.ts";

const LIMIT = 0.55;

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
  /** 95 %. */
  low: number;
  high: number;
  /** The lower bound of an interval that holds for all groups together (Bonferroni). */
  corrected: number;
  fails: boolean;
}

export interface Strictness {
  /** Few matches spread an AUC widely: then only the corrected bound tells. */
  boundOnly?: boolean;
}

/** Both classifiers on each group and on all that count. */
export function judge(
  examples: readonly Example[],
  shownOnly: readonly string[],
  seed: string,
  { boundOnly = false }: Strictness = {},
): Finding[] {
  const names = Object.keys(examples[0]?.groups ?? {});
  const counting = names.filter((name) => !shownOnly.includes(name));
  const judged = counting.length + 1;
  return [...names, "all"].flatMap((group) =>
    (["logistic", "forest"] as const).map((classifier): Finding => {
      const rows = examples.map(({ label, groups }) => ({
        label,
        features: featuresOf(groups, group === "all" ? counting : [group]),
      }));
      const random = createRandom(seed, "folds", group, classifier);
      const { auc, se } = crossValidate(rows, CLASSIFIERS[classifier], random);
      const corrected = auc - normalQuantile(1 - 0.05 / (2 * judged)) * se;
      const counts = !shownOnly.includes(group);
      const fails = counts && ((!boundOnly && auc > LIMIT) || corrected > 0.5);
      const [low, high] = [auc - 1.96 * se, auc + 1.96 * se];
      return { group, classifier, counts, auc, low, high, corrected, fails };
    }),
  );
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
