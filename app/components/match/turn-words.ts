import type { MatchView } from "../../api/schemas.ts";
import { ownGuess } from "./seats.ts";

type Ruleset = MatchView["ruleset"];

export function takesTurn({ turnTaking }: Pick<Ruleset, "turnTaking">): boolean {
  return turnTaking === "alternating" || turnTaking === "ask-answer";
}

/** Why nothing can be sent just now; null where it can. */
export function waitingWords(yourTurn: boolean, { turnTaking }: Pick<Ruleset, "turnTaking">): string | null {
  if (yourTurn) return null;
  return turnTaking === "ask-answer"
    ? "One message at a time: wait for theirs."
    : "It is their turn. Your draft is kept.";
}

/** Why nobody writes here any more; null while one may. */
export function closedWords(view: MatchView): string | null {
  if (view.you.left) return "You left this conversation.";
  if (view.phase !== "chatting") return "The conversation is over.";
  if (ownGuess(view)) return "Your guess is in, so you write no more.";
  return null;
}
