import { detectivePoints } from "../../../game/scoring.ts";
import { signed } from "../format.ts";

/** The slider's ends: nobody is ever quite sure. */
export const LEAST = 0.05;
export const MOST = 0.95;
export const STEP = 0.01;

/** "72 % AI", "62 % human", "Even": the likelier side is named. */
export function beliefWords(pAi: number): string {
  if (pAi === 0.5) return "Even";
  return pAi > 0.5 ? `${wholePercent(pAi)} AI` : `${wholePercent(1 - pAi)} human`;
}

/** Which of two witnesses is the human, for `pAi` about the first. */
export function choiceWords(pAi: number, first: string, second: string): string {
  if (pAi === 0.5) return "Even";
  return pAi < 0.5
    ? `${first} is human: ${wholePercent(1 - pAi)}`
    : `${second} is human: ${wholePercent(pAi)}`;
}

/** The letters of two witnesses of whom one is human. */
export interface Choice {
  first: string;
  second: string;
}

export interface Payoff {
  outcome: string;
  points: string;
}

interface OutcomeWords {
  ai: string;
  human: string;
}

/** What either outcome is called; between two witnesses, an AI in the first is a human in the second. */
function outcomeWords(between: Choice | undefined): OutcomeWords {
  return between
    ? { ai: `If ${between.second} is human`, human: `If ${between.first} is human` }
    : { ai: "If AI", human: "If human" };
}

export function payoffs(pAi: number, between: Choice | undefined): Payoff[] {
  const words = outcomeWords(between);
  // In the order of the slider's ends, of which the left one differs.
  const ai = { outcome: words.ai, points: signed(detectivePoints(pAi, true)) };
  const human = { outcome: words.human, points: signed(detectivePoints(pAi, false)) };
  return between ? [human, ai] : [ai, human];
}

export function payoffSentence(pAi: number, between: Choice | undefined): string {
  return payoffs(pAi, between)
    .map(({ outcome, points }) => `${outcome}: ${points} points`)
    .join(". ");
}

export function verdictWords(correct: boolean | null): string {
  if (correct === null) return "a draw";
  return correct ? "right" : "wrong";
}

function wholePercent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
