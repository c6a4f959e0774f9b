/** A straight line through points: its slope, and half the width of its 95 % interval. */
export interface Slope {
  perHour: number;
  plusMinus: number;
  mean: number;
}

/** Of normal errors; samples near each other resemble each other, so that blocks are averaged. */
const Z_95 = 1.96;
const BLOCKS = 20;

/**
 * The slope of values over time by least squares on means of blocks, with its interval.
 * @param points instants in milliseconds and values
 */
export function slopeOf(points: readonly { at: number; value: number }[]): Slope {
  const blocks = blocksOf(points);
  const meanAt = mean(blocks.map(({ at }) => at));
  const meanValue = mean(blocks.map(({ value }) => value));
  const spread = sum(blocks.map(({ at }) => (at - meanAt) ** 2));
  const slope = sum(blocks.map(({ at, value }) => (at - meanAt) * (value - meanValue))) / spread;
  const errors = sum(
    blocks.map(({ at, value }) => (value - meanValue - slope * (at - meanAt)) ** 2),
  );
  const deviation = Math.sqrt(errors / Math.max(1, blocks.length - 2) / spread);
  const hour = 3_600_000;
  return { perHour: slope * hour, plusMinus: Z_95 * deviation * hour, mean: meanValue };
}

function blocksOf(points: readonly { at: number; value: number }[]) {
  const length = Math.max(1, Math.ceil(points.length / BLOCKS));
  const blocks = Array.from({ length: Math.ceil(points.length / length) }, (_, block) =>
    points.slice(block * length, (block + 1) * length),
  );
  return blocks.map((block) => ({
    at: mean(block.map(({ at }) => at)),
    value: mean(block.map(({ value }) => value)),
  }));
}

const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
