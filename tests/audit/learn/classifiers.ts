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

/** A random forest whose trees vote with the share of their leaf. */
const forest: Classifier = ({ rows: training, labels }, rows, seed) => {
  const bin = binner(training);
  const width = training[0]?.length ?? 0;
  const model = new RandomForestRegression({
    seed,
    maxFeatures: Math.min(width, Math.ceil(1.2 * Math.sqrt(width))),
    replacement: false,
    nEstimators: TREES,
    noOOB: true,
    treeOptions: { maxDepth: 5, minNumSamples: 8, gainThreshold: -1 },
  });
  // The library takes a cut that leaves no error at all for none: every second value is a little off.
  const values = labels.map((label, index) => label + (index % 2) * 0.001);
  model.train(training.map(bin), values);
  return model.predict(rows.map(bin));
};

export const CLASSIFIERS = { logistic, forest } as const;
export type ClassifierName = keyof typeof CLASSIFIERS;
