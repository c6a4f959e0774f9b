declare module "ml-logistic-regression" {
  import type { Matrix } from "ml-matrix";
  export default class LogisticRegression {
    constructor(options: { numSteps: number; learningRate: number });
    train(features: Matrix, classes: Matrix): void;
    /** One for each class against the others; the scores are the probability of the others. */
    readonly classifiers: { testScores(features: Matrix): number[] }[];
  }
}

declare module "ml-random-forest" {
  export class RandomForestRegression {
    constructor(options: {
      seed: number;
      maxFeatures: number;
      replacement: boolean;
      nEstimators: number;
      noOOB: boolean;
      treeOptions: { maxDepth: number; minNumSamples: number; gainThreshold: number };
    });
    train(features: number[][], values: number[]): void;
    predict(features: number[][]): number[];
  }
}
