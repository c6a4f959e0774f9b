import LogisticRegression from "ml-logistic-regression";
import { Matrix } from "ml-matrix";
import { RandomForestRegression } from "ml-random-forest";
import { binner, standardiser } from "./columns.ts";

export type Label = 0 | 1;
export type Classifier = (
  training: { rows: number[][]; labels: Label[] },
  rows: number[][],
  seed: number,
) => number[];

const STEPS = 300;

/** Logistic regression on standardised features; few steps of the descent keep it from overfitting. */
const logistic: Classifier = ({ rows: training, labels }, rows) => {
  const standardise = standardiser(training);
  const matrix = (each: number[][]) => new Matrix(each.map((row) => [1, ...standardise(row)]));
  const width = (training[0]?.length ?? 0) + 1;
  const learningRate = 4 / (training.length * width);
  const model = new LogisticRegression({ numSteps: STEPS, learningRate });
  model.train(matrix(training), Matrix.columnVector(labels));
  return model.classifiers[0]?.testScores(matrix(rows)) ?? [];
};

const TREES = 50;
/** Rows that a tree learns from at most: the library's time grows with their square. */
const SAMPLE = 400;

/** A random forest whose trees vote with the share of their leaf, each learnt from a part of the rows. */
const forest: Classifier = ({ rows: training, labels }, rows, seed) => {
  const bin = binner(training);
  const [binned, unseen] = [training.map(bin), rows.map(bin)];
  const parts = Math.ceil(training.length / SAMPLE);
  const votes = Array.from({ length: parts }, (_, part) => {
    // Rows come in the order of their matches: every so-manieth is as good as any.
    const own = [...training.keys()].filter((index) => index % parts === part);
    const model = new RandomForestRegression({
      ...optionsOf(training[0]?.length ?? 0),
      seed: seed + part,
      nEstimators: Math.ceil(TREES / parts),
    });
    model.train(
      own.map((index) => binned[index] ?? []),
      // The library takes a cut that leaves no error at all for none: every second value is a little off.
      own.map((index, place) => (labels[index] ?? 0) + (place % 2) * 0.001),
    );
    return model.predict(unseen);
  });
  return rows.map((_, index) => votes.reduce((sum, vote) => sum + (vote[index] ?? 0), 0) / parts);
};

function optionsOf(width: number) {
  return {
    maxFeatures: Math.min(width, Math.ceil(1.2 * Math.sqrt(width))),
    replacement: false,
    noOOB: true,
    treeOptions: { maxDepth: 5, minNumSamples: 8, gainThreshold: -1 },
  };
}

export const CLASSIFIERS = { logistic, forest } as const;
export type ClassifierName = keyof typeof CLASSIFIERS;
