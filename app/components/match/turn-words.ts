import type { MatchView } from "../../api/schemas.ts";
import { ownGuess } from "./seats.ts";

type Ruleset = MatchView["ruleset"];

export function takesTurn({ turnTaking }: Pick<Ruleset, "turnTaking">): boolean {
  return turnTaking === "alternating" || turnTaking === "ask-answer";
}

export function turnWords(
  yourTurn: boolean,
  partner: string,
  { ruleset: { turnTaking }, you: { role } }: MatchView,
): string {
  if (yourTurn) return "Your turn";
  if (turnTaking === "alternating") return `${partner} has the turn`;
  return role === "witness" ? "Wait for the next question" : `Wait for the answer of ${partner}`;
}

/** What stands in a conversation before its first message. */
export function openingWords(view: MatchView, partner: string, yourTurn: boolean): string {
  const { turnTaking, turnSeconds, openingTurnSeconds } = view.ruleset;
  if (turnTaking === "ask-answer") {
    return yourTurn
      ? `Ask what you like. ${partner} answers, one message at a time.`
      : "The interrogator asks first. Answer when you are asked.";
  }
  if (turnTaking !== "alternating") return "Nobody has written yet. Either of you may begin.";
  const seconds = openingTurnSeconds ?? turnSeconds ?? 0;
  return yourTurn
    ? `You were drawn to open, within ${seconds} seconds.`
    : `${partner} was drawn to open, within ${seconds} seconds.`;
}

/** Why nobody writes here any more; null while one may. */
export function closedWords(view: MatchView): string | null {
  if (view.you.left) return "You left this conversation.";
  if (view.phase !== "chatting") return "The conversation is over.";
  if (ownGuess(view)) return "Your guess is in, so you write no more.";
  return null;
}
