import type { Random } from "../../../game/random.ts";
import { aucOf, type Auc } from "./auc.ts";
import type { Classifier, Label } from "./classifiers.ts";
import { columnsOf, type Features } from "./columns.ts";

export interface Example {
  features: Features;
  label: Label;
}

const FOLDS = 5;

/** AUC of scores that each match got from a classifier which had not seen it. */
export function crossValidate(
  examples: readonly Example[],
  classify: Classifier,
  random: Random,
): Auc {
  const folds = foldsOf(examples, random);
  const scores = Array<number>(examples.length).fill(0.5);
  for (let fold = 0; fold < FOLDS; fold++) {
    const training = examples.filter((_, index) => folds[index] !== fold);
    const tested = [...examples.keys()].filter((index) => folds[index] === fold);
    const preparation = columnsOf(training.map(({ features }) => features));
    if (preparation.names.length === 0) continue;
    const labels = training.map(({ label }) => label);
    const rows = preparation.prepare(training.map(({ features }) => features));
    const unseen = preparation.prepare(
      examples.filter((_, index) => folds[index] === fold).map(({ features }) => features),
    );
    const given = classify({ rows, labels }, unseen, random.int(2 ** 31));
    for (const [place, index] of tested.entries()) scores[index] = given[place] ?? 0.5;
  }
  return aucOf(
    scores,
    examples.map(({ label }) => label),
  );
}

/** Each class is dealt evenly: a fold with fewer of one would show in its scores. */
function foldsOf(examples: readonly Example[], random: Random): number[] {
  const folds = Array<number>(examples.length).fill(0);
  for (const label of [0, 1]) {
    const of = [...examples.keys()].filter((index) => examples[index]?.label === label);
    for (const [place, index] of random.shuffle(of).entries()) folds[index] = place % FOLDS;
  }
  return folds;
}
