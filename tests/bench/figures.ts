/** The q-quantile of a sample, 0 to 1, by the nearest rank; NaN without values. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** `p50 3.1 ms, p95 8.0 ms, p99 12.4 ms (n 2400)` */
export function spread(values: readonly number[]): string {
  const parts = [0.5, 0.95, 0.99].map(
    (q) => `p${String(q * 100)} ${quantile(values, q).toFixed(1)} ms`,
  );
  return `${parts.join(", ")} (n ${values.length})`;
}
