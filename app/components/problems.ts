/** What each error code of the API means to the player, and what to do about it. */
const SENTENCES: Readonly<Record<string, string>> = {
  "match/busy": "The match is busy just now. Nothing was lost. Try again in a moment.",
  "match/too-late": "That came too late: this part of the match is over.",
  "match/too-early": "It is too early for that. The conversation is still going.",
  "match/ended": "This match has ended.",
  "match/not-found": "There is no such match among yours.",
  "match/not-your-turn": "It is not your turn yet. Your draft is kept.",
  "match/left": "You left this match.",
  "message/empty": "There is nothing in the message. Write something first.",
  "message/too-long": "The message is too long for this game. Shorten it and send it again.",
  "message/link": "Links cannot be sent. Take the address out and send it again.",
  "message/client-id-reused": "That message was already sent in other words.",
  "guess/already-made": "Your guess is already in. It cannot be changed.",
  "guess/too-early": "You may guess when the time is up, or when the other side falls silent.",
  "guess/too-late": "The time for guessing is over.",
  "lobby/in-match": "You are in a match that is still running. Finish it or leave it first.",
  "lobby/not-waiting": "You are not waiting for a match. Choose a game to begin.",
  "lobby/barred": "You left several matches today. The lobby opens to you again a little later.",
  "ruleset/unknown": "That game is not offered here. Choose one of those below.",
  "session/required": "Your session has ended. Begin again from the first page.",
  "session/handle":
    "That name cannot be used. Letters, digits, spaces and . _ ' - only, at most 24.",
  "http/too-large": "That was more than can be taken in at once.",
  "http/too-many": "That was a lot in a short time. Wait a few seconds and try again.",
};

const BY_FAMILY: Readonly<Record<string, string>> = {
  input: "Something in what was sent could not be read. Check it and try again.",
  session: "Your session could not be used. Begin again from the first page.",
};

const FALLBACK = "That did not work. Nothing was changed. Try again in a moment.";

export function problemSentence(code: string): string {
  return SENTENCES[code] ?? BY_FAMILY[code.split("/")[0] ?? ""] ?? FALLBACK;
}
