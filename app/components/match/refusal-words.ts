import { problemSentence } from "../problems.ts";

const HERE: Readonly<Record<string, string>> = {
  "network/unreachable": "The server could not be reached. It is kept here; send it again.",
  "network/unreadable": "The server's answer could not be read. Try again in a moment.",
  "match/already-guessed": "Your guess is in, so you write no more in this match.",
  "match/conversation-not-found": "That conversation is not one of yours.",
  "match/seat-not-found": "There is no such seat in this round.",
  "guess/not-yours": "That guess is not yours to make.",
  "local/paste": "Pasting is off in this game. Type it instead.",
  "local/empty": "There is nothing in the message. Write something first.",
};

export function refusalSentence(code: string): string {
  return HERE[code] ?? problemSentence(code);
}
