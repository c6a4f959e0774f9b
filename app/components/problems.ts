import type { RareRefusal, RefusalCode } from "../api/refusals.ts";

type CommonRefusal = Exclude<RefusalCode, RareRefusal>;

/** What each refusal means to the player, and what to do about it. */
const SENTENCES: Readonly<Record<CommonRefusal, string>> = {
  "http/not-found": "There is nothing at that address.",
  "http/method": "That address does not take what was sent to it.",
  "http/url": "That address could not be read. Begin from the first page.",
  "http/json": "What was sent could not be read. Load the page again and try once more.",
  "http/too-large": "That was more than can be taken in at once. Shorten it.",
  "http/content-type": "What was sent could not be read. Load the page again and try once more.",
  "http/invalid": "Something in the form is missing or cannot be read. Check it and try again.",
  "http/origin": "That came from another site, so it was not done. Use the buttons on these pages.",

  "session/none": "You have no session here. Begin as a guest first.",
  "session/role": "This page needs a role that you do not have.",
  "session/handle":
    "That name cannot be used. Take at most 24 letters, digits, spaces and . _ ' - for it.",
  "session/in-match": "Your name stays as it is while a match runs. Change it afterwards.",

  "lobby/consent":
    "What you agreed to here has changed. Read what is new below, and press Play once more.",

  "rate/too-many": "That was a lot in a short time. Wait a few seconds and try again.",
  "service/unavailable": "The server cannot answer just now. Try again in a moment.",
  "service/failed":
    "The fault is on our side, and it has been written down. Try again in a moment.",

  "lobby/unknown-ruleset": "That game is not offered here. Choose one of those below.",
  "lobby/in-match": "You are in a match that is still running. Finish it or leave it first.",
  "lobby/barred": "You left several matches today. The lobby opens to you again a little later.",
  "lobby/not-waiting": "You are not waiting for a match. Choose a game to begin.",

  "match/not-found": "There is no such match among yours.",
  "match/conversation-not-found": "There is no such conversation of yours in this match.",
  "match/seat-not-found": "There is no such seat in this round.",
  "match/busy": "The match is busy just now. Nothing was lost; try again in a moment.",
  "match/too-late": "That came too late: this part of the match is over.",
  "match/not-your-turn": "It is not your turn yet. What you wrote is kept.",
  "match/left": "You left this match.",
  "match/already-guessed": "Your guess is in, and with it your last word.",
  "match/ended": "This match has ended.",

  "message/empty": "There is nothing in the message. Write something first.",
  "message/too-long": "The message is too long for this game. Shorten it and send it again.",
  "message/link": "Links cannot be sent. Take the address out and send it again.",
  "message/pasted": "This game takes typed text only. Write it in your own words.",
  "message/abusive": "Nobody was sent this: it reads as a slur or a threat. Say it another way.",
  "message/personal-data":
    "Nobody was sent this: it looks like an address, a telephone or a card number. Leave it out.",
  "message/client-id-reused": "That message was sent already, in other words.",

  "guess/too-early": "You may guess when the time is up, or when the other side falls silent.",
  "guess/too-late": "The time for guessing is over.",
  "guess/already-made": "Your guess is in already. It cannot be changed.",
  "guess/not-yours": "That is not a seat you guess about.",
  "guess/unknown-tell": "Only messages of the other side can be marked.",

  "survey/too-early": "These questions come after the reveal.",
  "survey/too-late": "The time for these questions is over.",
};

const FALLBACK = "That did not work, and nothing was changed. Try again in a moment.";

/** @param code a refusal's code, or whatever stands in the address as `?error=` */
export function problemSentence(code: string): string {
  return isKnown(code) ? SENTENCES[code] : FALLBACK;
}

function isKnown(code: string): code is CommonRefusal {
  return Object.hasOwn(SENTENCES, code);
}
