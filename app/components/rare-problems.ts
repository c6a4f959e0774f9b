import type { RareRefusal } from "../api/refusals.ts";
import { problemSentence } from "./problems.ts";

/** Words that no page of a match needs, and so none loads. */
const SENTENCES: Readonly<Record<RareRefusal, string>> = {
  "session/token": "That token is not good here. Get a new one and try again.",
  "session/unknown": "That session has ended already.",
  "session/no-issuer": "There is no sign-in on this site. Guests can do everything.",
  "session/issuer-down":
    "The sign-in service does not answer just now. Play on as a guest and sign in later; nothing is lost.",
  "session/lapsed": "That sign-in took too long, or was used before. Begin it once more.",
  "session/cancelled": "You came back without signing in. Nothing has changed.",
  "session/refused":
    "The sign-in could not be checked, so you were not signed in. Begin it once more.",

  "key/refused": "That key is not good here: it has expired, was revoked, or was never made.",
  "key/scope": "That key is not for this. Make another one with the scope that it takes.",
  "key/not-found": "There is no such key of yours. Load the page again.",
  "key/too-many": "You have twenty keys that are good. Revoke one that you no longer use.",

  "experiment/not-found": "There is no such experiment among yours.",
  "experiment/changed":
    "This draft was saved elsewhere since you opened it, so it was not saved here. Copy what you wrote, then load the page again.",
  "experiment/no-draft":
    "There is no draft to change here. What has started stays as it is; an amendment is a new version.",
  "experiment/has-draft": "An amendment is being written already. Go on with that one.",
  "experiment/not-open": "It is not in a state for that any more. Load the page again.",
  "experiment/in-trial":
    "A match of the try-out still runs. Finish it or leave it first, then try again.",
  "experiment/unfinished": "It cannot start yet. What is missing stands beside the fields.",

  "report/own-seat": "That is your own seat. Choose the one that you want to report.",
  "report/too-late": "This match ended more than 30 days ago, and can no longer be reported.",

  "account/in-match":
    "A match of yours is still running, and your partner with it. Delete your data when it has ended.",
  "account/last-admin":
    "You are the last admin here. Make somebody else an admin first, or nobody could be one again.",
  "account/confirm": "That is not your name as it stands here. Type it letter by letter.",

  "study/not-found": "There is no such study, or you do not take part in it.",
  "study/paused": "This study takes nobody in just now. Try the same link again later.",
  "study/full": "This study has all the participants that it needs. Thank you for coming.",
  "study/closed": "This study is closed. Thank you for coming.",
  "study/consent": "The text above has changed since you opened it. Read it once more, then agree.",
  "study/link":
    "Something in the link is damaged. Open the link exactly as you were given it, or ask whoever sent it.",
  "study/enrolled":
    "Somebody has taken part with this link already, in another browser. Go on there, or ask whoever sent you the link.",
  "study/not-ready": "You are somewhere else in the study by now. Load the page again to go on.",

  "admin/not-found": "There is no such thing here any more. Load the page again.",
  "admin/own-role": "Your own role is for another admin to change.",
  "admin/guest": "A guest has no account that a role could belong to. Let them sign in first.",
  "admin/last-ruleset":
    "One game stays on the list, or nobody could choose any. List another first.",
  "admin/last-persona":
    "Then a game would have too few AI personas to play in it. Put another one into rotation first.",

  "lobby/muted": "You cannot join matches for now. Your notices say until when, and why.",
  "lobby/banned": "You cannot join matches here. Your notices say why, and how to appeal.",

  "export/not-found": "There is no such export of yours. Load the page again.",
  "export/not-ready": "That export is not done, so there is no file yet.",
  "export/expired": "The files of that export are gone. Have it made again.",
  "export/range": "The download went past the end of the file. Begin it once more.",
  "export/too-many": "Three exports of yours are being made. Wait for one of them, or cancel it.",
  "export/too-large":
    "That is more than 20,000 messages: too much to send at once. Have an export made, or choose fewer.",
  "export/no-experiment": "There is no such experiment among yours. Choose one from the list.",

  "case/not-found": "There is no such case, or it is about a match that you sat in.",
  "case/still-running": "Its match still runs. The case opens at the reveal.",
  "case/claimed":
    "Somebody else works on this case just now. Take another one; it comes back when they are done.",
  "case/changed":
    "The case has changed since you opened it. Load it again and look before you decide.",
  "case/closed": "This case is closed already. Undo the decision to open it again.",

  "decision/not-found": "There is no such decision that concerns you.",
  "decision/target":
    "Choose a person of this match, or one of its messages. An AI is not sanctioned.",
  "decision/already": "It is so already; nothing was changed.",
  "decision/undone": "This decision has been taken back already.",

  "appeal/not-found": "There is no such appeal.",
  "appeal/already": "You have appealed against this already. The answer will stand here.",
  "appeal/answered": "This appeal has been answered already. Load the page again.",
  "appeal/own-decision": "You made this decision. Another moderator answers the appeal.",
};

/** @param code as for `problemSentence`, on pages that may meet the rare ones too. */
export function rareSentence(code: string): string {
  return isRare(code) ? SENTENCES[code] : problemSentence(code);
}

function isRare(code: string): code is RareRefusal {
  return Object.hasOwn(SENTENCES, code);
}
