/** The least and the most of some values; 0 and 1 of none. */
export function extent(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  return [
    finite.reduce((a, b) => Math.min(a, b), Infinity),
    finite.reduce((a, b) => Math.max(a, b), -Infinity),
  ];
}

/** The most of some values, above 0 in any case. */
export const max = (values: readonly number[]): number => extent(values)[1] || 1;
