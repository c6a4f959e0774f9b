import { rareSentence } from "../rare-problems.ts";

/** @param code as for `rareSentence`; what is about names elsewhere is about accounts here. */
export function signInSentence(code: string): string {
  if (code !== "session/in-match") return rareSentence(code);
  return "You sit in a match or wait for one, here or where you signed in before. Finish it or leave the lobby, then sign in: your history will come along.";
}
