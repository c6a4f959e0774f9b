import { bradleyTerry } from "./bradley-terry.ts";
import { calibration } from "./calibration.ts";
import { confusion } from "./confusion.ts";
import type { Counts } from "./counts.ts";
import { decisionTimes } from "./decision-times.ts";
import { detection, forcedChoice } from "./detection.ts";
import { byDelay, byMessages } from "./exchanges.ts";
import type { Figure } from "./figure.ts";
import { learning } from "./learning.ts";
import { passRates } from "./pass-rates.ts";
import { reasons } from "./reasons.ts";

/** Every figure of the analysis, from counts alone. */
export function figuresOf(counts: Counts): Figure[] {
  const [overall, ...split] = passRates(counts.witnesses);
  return [
    ...(overall ? [overall] : []),
    detection(counts.witnesses),
    confusion(counts.witnesses),
    calibration(counts.forecasts),
    ...split,
    bradleyTerry(counts.clusters),
    forcedChoice(counts.witnesses),
    learning(counts.learning),
    decisionTimes(counts.decisions),
    byMessages(counts.messages),
    byDelay(counts.delays),
    reasons(counts.reasons),
  ];
}

/** The names under which figures are asked for. */
export const FIGURE_NAMES = [
  "pass-rates",
  "detection",
  "confusion",
  "calibration",
  "pass-rates-persona",
  "pass-rates-model",
  "pass-rates-ruleset",
  "pass-rates-arm",
  "bradley-terry",
  "forced-choice",
  "learning",
  "decision-times",
  "messages",
  "delays",
  "reasons",
] as const;
