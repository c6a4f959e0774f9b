import { aucOf } from "./auc.ts";
import type { Example } from "./verdict.ts";

export interface Difference {
  feature: string;
  /** Means of the two kinds. */
  ai: string;
  human: string;
  /** Of this feature alone, from 0.5 up. */
  auc: number;
}

/** Single features by how well each alone tells the kinds apart: where to look for a leak. */
export function differences(examples: readonly Example[]): Difference[] {
  const [first] = examples;
  return Object.entries(first?.groups ?? {})
    .flatMap(([group, features]) =>
      Object.keys(features).map((name) => difference(examples, group, name)),
    )
    .toSorted((a, b) => b.auc - a.auc);
}

function difference(examples: readonly Example[], group: string, name: string): Difference {
  const known = examples.flatMap(({ label, groups }) => {
    const value = groups[group]?.[name];
    return typeof value === "number" && Number.isFinite(value) ? [{ label, value }] : [];
  });
  const of = (kind: 0 | 1) => known.filter(({ label }) => label === kind).map(({ value }) => value);
  const { auc } = aucOf(
    known.map(({ value }) => value),
    known.map(({ label }) => label),
  );
  const sure = Number.isFinite(auc) ? Math.max(auc, 1 - auc) : 0.5;
  return { feature: `${group}: ${name}`, ai: inWords(of(1)), human: inWords(of(0)), auc: sure };
}

function inWords(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return `${mean.toPrecision(3)} (${values.length})`;
}
