import type { RareRefusal } from "../api/refusals.ts";
import { problemSentence } from "./problems.ts";

/** Words that no page of a match needs, and so none loads. */
const SENTENCES: Readonly<Record<RareRefusal, string>> = {
  "account/in-match":
    "A match of yours is still running, and your partner with it. Delete your data when it has ended.",
  "account/last-admin":
    "You are the last admin here. Make somebody else an admin first, or nobody could be one again.",
  "account/confirm": "That is not your name as it stands here. Type it letter by letter.",

  "admin/not-found": "There is no such thing here any more. Load the page again.",
  "admin/own-role": "Your own role is for another admin to change.",
  "admin/last-persona":
    "Then a game would have too few AI personas to play in it. Put another one into rotation first.",
};

/** @param code as for `problemSentence`, on pages that may meet the rare ones too. */
export function rareSentence(code: string): string {
  return isRare(code) ? SENTENCES[code] : problemSentence(code);
}

function isRare(code: string): code is RareRefusal {
  return Object.hasOwn(SENTENCES, code);
}
