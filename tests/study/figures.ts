import type { AnalysisReply } from "../../app/api/analysis-schemas.ts";
import type { Estimate, Estimates } from "./verdict.ts";

type Row = AnalysisReply["figures"][number]["rows"][number];

/** What the analysis says of the figures whose truth is known; throws where one is missing. */
export function estimatesOf({ figures }: AnalysisReply): Estimates {
  const rowsOf = (name: string) => figures.find((figure) => figure.name === name)?.rows ?? [];
  const row = (name: string, key: string, value: string): Row => {
    const found = rowsOf(name).find((one) => one[key] === value);
    if (!found) throw new Error(`the analysis says nothing of ${value} in ${name}`);
    return found;
  };
  const all = row("detection", "group", "all");
  const games = numberIn(all, "aiGames") + numberIn(all, "humanGames");
  return {
    "d′": { ...estimate(all, "dPrime", "low", "high"), n: games },
    c: { ...estimate(all, "criterion", "criterionLow", "criterionHigh"), n: games },
    "AI pass rate": passRate(row("pass-rates", "witness", "AI")),
    "human pass rate": passRate(row("pass-rates", "witness", "human")),
  };
}

function passRate(row: Row): Estimate {
  return { ...estimate(row, "rate", "low", "high"), n: numberIn(row, "n") };
}

function estimate(row: Row, value: string, low: string, high: string) {
  return { value: numberIn(row, value), low: numberIn(row, low), high: numberIn(row, high) };
}

function numberIn(row: Row, key: string): number {
  const value = row[key];
  if (typeof value !== "number") throw new Error(`${key} is no number`);
  return value;
}
