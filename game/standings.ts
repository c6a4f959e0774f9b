import { subjectOf } from "./rating-periods.ts";
import type { Judgement } from "./scoring.ts";

export type Board = "detectives" | "witnesses" | "personas";
export type Window = "day" | "week" | "all";

/** A game as a board counts it. */
export interface CountedGame {
  board: Board;
  subjectId: string;
  partnerId: string;
  /** Detectives: the verdict was right. Witnesses and personas: judged human. A draw is neither. */
  correct: boolean;
}

/**
 * The games that a rated match adds to the boards: people as detectives once for each guess that
 * they made, and whoever was judged as a witness once for each judgement.
 */
export function countedGames(judgements: readonly Judgement[]): CountedGame[] {
  return judgements.flatMap(({ detective, witness, pAi, witnessIsAi, correct, implied }) => {
    const asked: CountedGame = {
      board: "detectives",
      subjectId: subjectOf(detective),
      partnerId: subjectOf(witness),
      correct: correct === true,
    };
    const told: CountedGame = {
      board: witnessIsAi ? "personas" : "witnesses",
      subjectId: subjectOf(witness),
      partnerId: subjectOf(detective),
      correct: pAi < 0.5,
    };
    return detective.kind === "human" && !implied ? [asked, told] : [told];
  });
}

/** First day (UTC) of the window that an instant falls into; weeks begin on Monday. */
export function windowStart(window: Window, at: number): string {
  const date = new Date(at);
  if (window === "all") return "1970-01-01";
  if (window === "week") date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}
