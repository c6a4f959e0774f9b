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

export interface Payoff {
  outcome: string;
  points: string;
}

export function payoffs(pAi: number, words: { ai: string; human: string }): Payoff[] {
  return [
    { outcome: words.ai, points: signed(detectivePoints(pAi, true)) },
    { outcome: words.human, points: signed(detectivePoints(pAi, false)) },
  ];
}

export function payoffSentence(pAi: number, words: { ai: string; human: string }): string {
  return payoffs(pAi, words)
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
