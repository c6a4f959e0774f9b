export interface Auc {
  auc: number;
  se: number;
  positives: number;
  negatives: number;
}

/**
 * Area under the ROC curve with the standard error of DeLong et al. 1988 (Biometrics 44:837), by
 * placement values: how much of the other class each score beats, ties counting half.
 */
export function aucOf(scores: readonly number[], labels: readonly (0 | 1)[]): Auc {
  const positive = scores.filter((_, index) => labels[index] === 1);
  const negative = scores.filter((_, index) => labels[index] === 0);
  const beats = placements(positive, negative);
  const beaten = placements(negative, positive).map((share) => 1 - share);
  const auc = mean(beats);
  const variance = varianceOf(beats) / positive.length + varianceOf(beaten) / negative.length;
  const counts = { positives: positive.length, negatives: negative.length };
  return { auc, se: Math.sqrt(variance), ...counts };
}

/** For each score the share of the others that it beats. */
function placements(scores: readonly number[], others: readonly number[]): number[] {
  const sorted = others.toSorted((a, b) => a - b);
  return scores.map((score) => {
    const below = countBelow(sorted, score);
    let ties = 0;
    while (sorted[below + ties] === score) ties += 1;
    return (below + ties / 2) / sorted.length;
  });
}

function countBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function varianceOf(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}
