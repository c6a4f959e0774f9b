import { Problem } from "../bootstrap/problem.mjs";

const suites = [
  "build",
  "types",
  "lint",
  "format",
  "imports",
  "deadcode",
  "secrets",
  "dependencies",
  "unit",
  "integration",
  "browser",
] as const;

export type Suite = (typeof suites)[number];

const isSuite = (word: string): word is Suite => suites.some((suite) => suite === word);

/** All suites, or the one named first with the words that choose its files. */
export function chosenSuites(args: string[]): { chosen: readonly Suite[]; filters: string[] } {
  const [first, ...filters] = args;
  if (first === undefined) return { chosen: suites, filters: [] };
  if (isSuite(first)) return { chosen: [first], filters };
  throw new Problem(`${first} is not a suite: choose one of ${suites.join(", ")}.`);
}
