import type { PlayRefusal } from "../../db/acting.ts";

type ApiRefusal =
  | `http/${"not-found" | "method" | "url" | "json" | "too-large" | "content-type" | "invalid" | "origin"}`
  | `session/${"none" | "handle" | "in-match" | "role"}`
  | `lobby/${"unknown-ruleset" | "in-match" | "barred" | "not-waiting"}`
  | `survey/${"too-early" | "too-late"}`
  | "lobby/consent"
  | "rate/too-many"
  | `service/${"unavailable" | "failed"}`;

/** What no page of a match can meet. */
export type RareRefusal =
  | `report/${"own-seat" | "too-late"}`
  | `session/${"token" | "unknown" | "no-issuer" | "issuer-down" | "lapsed" | "cancelled" | "refused"}`
  | `account/${"in-match" | "last-admin" | "confirm"}`
  | `key/${"refused" | "scope" | "not-found" | "too-many"}`
  | `experiment/${"not-found" | "changed" | "no-draft" | "has-draft" | "not-open" | "in-trial" | "unfinished"}`
  | `study/${"not-found" | "paused" | "full" | "closed" | "consent" | "link" | "enrolled" | "not-ready"}`
  | `admin/${"not-found" | "guest" | "own-role" | "last-persona" | "last-ruleset"}`
  | `lobby/${"muted" | "banned"}`
  | `export/${"not-found" | "not-ready" | "expired" | "range" | "too-many" | "too-large" | "no-experiment"}`
  | `case/${"not-found" | "still-running" | "claimed" | "changed" | "closed"}`
  | `decision/${"not-found" | "target" | "already" | "undone"}`
  | `appeal/${"not-found" | "already" | "answered" | "own-decision"}`;

export type RefusalCode = PlayRefusal | ApiRefusal | RareRefusal;

/** The one table from a refusal's code to its status and what it means to whoever reads it. */
export const REFUSALS: Readonly<Record<RefusalCode, readonly [status: number, message: string]>> = {
  "http/not-found": [404, "There is nothing at this address."],
  "http/method": [
    405,
    "This address does not take that method; the Allow header names those it takes.",
  ],
  "http/url": [400, "The address is malformed."],
  "http/json": [400, "The body is not valid JSON in UTF-8."],
  "http/too-large": [413, "A body may have 64 KiB at most."],
  "http/content-type": [400, "Send application/json or application/x-www-form-urlencoded."],
  "http/invalid": [400, "A field is missing or not valid; `fields` says which."],
  "http/origin": [403, "Changes are taken from this site's own pages only."],

  "session/none": [401, "There is no session. POST /api/v1/session begins one."],
  "session/role": [403, "This needs a role that you do not have."],
  "session/handle": [400, "That name cannot be used; `fields` says why."],
  "session/in-match": [
    409,
    "Neither the name nor the account can be changed while a match runs or is waited for.",
  ],
  "session/token": [401, "The bearer's token is not good: expired, for another site, or forged."],
  "session/unknown": [404, "There is no such session among yours."],
  "session/no-issuer": [404, "This site does not offer sign-in."],
  "session/issuer-down": [503, "The sign-in service does not answer. Guests play on."],
  "session/lapsed": [400, "This sign-in was not begun here, has been used, or took too long."],
  "session/cancelled": [400, "The sign-in was given up."],
  "session/refused": [400, "What the sign-in service sent could not be trusted."],

  "key/refused": [401, "The key is not good: expired, revoked, or never made here."],
  "key/scope": [403, "This is outside the key's scopes."],
  "key/not-found": [404, "There is no such key among yours."],
  "key/too-many": [409, "You have twenty keys that are good. Revoke one first."],

  "lobby/consent": [
    409,
    "What players are told and agree to has a new version; the page /privacy says what it is.",
  ],

  "account/in-match": [409, "An account cannot be deleted while a match of its player runs."],
  "account/last-admin": [409, "The last admin stays one."],
  "account/confirm": [400, "`confirm` must be the player's name, letter by letter."],

  "admin/not-found": [404, "There is no such thing here."],
  "admin/own-role": [409, "One's own role is for another admin to change."],
  "admin/guest": [409, "A guest has no account that a role could belong to."],
  "admin/last-ruleset": [409, "One ruleset stays on the list."],
  "admin/last-persona": [
    409,
    "A ruleset would be left with too few AI personas to play its seats.",
  ],

  "experiment/not-found": [404, "There is no such experiment among yours."],
  "experiment/changed": [409, "The draft has been saved since it was read. Read it again."],
  "experiment/no-draft": [409, "There is no draft: what has started does not change."],
  "experiment/has-draft": [409, "A further version is being written already."],
  "experiment/not-open": [409, "The experiment is not in a state from which that is possible."],
  "experiment/in-trial": [409, "Somebody tries the draft out just now."],
  "experiment/unfinished": [409, "The draft cannot start yet; `fields` says why."],

  "study/not-found": [404, "There is no such study, or you do not take part in it."],
  "study/paused": [409, "The study takes nobody in for the moment."],
  "study/full": [409, "The study has all the participants that it needs."],
  "study/closed": [409, "The study is closed."],
  "study/consent": [409, "The consent text has another version by now. Read it again."],
  "study/link": [400, "A parameter of the recruiter's link cannot be read; `fields` says which."],
  "study/enrolled": [409, "Somebody has taken part under this recruiter's id, in another session."],
  "study/not-ready": [409, "The part in the study is not at this point; read where it stands."],

  "rate/too-many": [429, "Too many requests. Retry-After says how many seconds to wait."],
  "service/unavailable": [503, "The service cannot answer just now. Try again in a moment."],
  "service/failed": [500, "The request could not be carried out."],

  "lobby/unknown-ruleset": [404, "There is no such ruleset."],
  "lobby/in-match": [409, "You are in a match that still runs; `matchId` names it."],
  "lobby/barred": [409, "You left several matches today; Retry-After says when the lobby opens."],
  "lobby/not-waiting": [409, "You are not waiting for a match."],

  "lobby/muted": [409, "You are muted; `fields` says until when, and why."],
  "lobby/banned": [409, "You are banned; `fields` says until when, and why."],

  "export/not-found": [404, "There is no such export among yours."],
  "export/not-ready": [409, "The export is not done, or came to nothing: there is no file."],
  "export/expired": [404, "The files of this export are gone. Have it made again."],
  "export/range": [416, "The archive ends before that; Content-Range says where."],
  "export/too-many": [409, "Three exports of yours are being made. Wait for one, or cancel it."],
  "export/too-large": [
    409,
    "More than 20,000 messages are chosen: have an export made, or choose fewer.",
  ],
  "export/no-experiment": [404, "There is no such experiment among yours."],

  "case/not-found": [404, "There is no such case, or it is not yours to judge."],
  "case/still-running": [409, "Its match still runs; the case opens at the reveal."],
  "case/claimed": [409, "Somebody else works on this case; `fields` says who, and until when."],
  "case/changed": [409, "The case has changed since you read it. Read it again, then decide."],
  "case/closed": [409, "The case is closed already."],

  "decision/not-found": [404, "There is no such decision that concerns you."],
  "decision/target": [400, "That is no player, or no message, of this case's match."],
  "decision/already": [409, "It is so already."],
  "decision/undone": [409, "The decision has been taken back already."],

  "appeal/not-found": [404, "There is no such appeal."],
  "appeal/already": [409, "You have appealed against this decision."],
  "appeal/answered": [409, "The appeal has been answered."],
  "appeal/own-decision": [409, "An appeal is answered by another moderator than decided."],

  "match/not-found": [404, "There is no such match among yours."],
  "match/conversation-not-found": [404, "There is no such conversation of yours in this match."],
  "match/seat-not-found": [404, "There is no such seat in this round."],
  "match/busy": [503, "The match is busy. Nothing was changed; try again."],
  "match/too-late": [409, "The time for this is over."],
  "match/not-your-turn": [409, "It is another seat's turn."],
  "match/left": [409, "You left this match."],
  "match/already-guessed": [409, "You have made your guess and cannot write any more."],
  "match/ended": [409, "The match has ended."],

  "message/empty": [400, "There is nothing in the message."],
  "message/too-long": [400, "The message is longer than the ruleset allows."],
  "message/link": [400, "Links cannot be sent."],
  "message/pasted": [400, "This ruleset takes typed text only."],
  "message/abusive": [400, "The message holds a slur or a threat and was not delivered."],
  "message/personal-data": [
    400,
    "The message holds an address, a telephone or a card number and was not delivered.",
  ],
  "message/client-id-reused": [409, "This clientId has been used for another text."],

  "guess/too-early": [409, "A guess is not possible yet."],
  "guess/too-late": [409, "The time for guessing is over."],
  "guess/already-made": [409, "Your guess has been made."],
  "guess/not-yours": [409, "You do not guess about this seat."],
  "guess/unknown-tell": [400, "A tell is not a message of another seat that you have seen."],

  "report/own-seat": [409, "This is your own seat."],
  "report/too-late": [409, "A seat can be reported until 30 days after the match."],

  "survey/too-early": [409, "The questions come after the reveal."],
  "survey/too-late": [409, "The time for these questions is over."],
};

/** Why a request was refused, with what helps to do better. */
export interface Refusal {
  ok: false;
  code: RefusalCode;
  /** By field: what is wrong with it. */
  fields?: Record<string, string>;
  matchId?: string;
  /** Seconds. */
  retryAfter?: number;
  allow?: readonly string[];
}

export function refuse(code: RefusalCode, more: Omit<Refusal, "ok" | "code"> = {}): Refusal {
  return { ok: false, code, ...more };
}

const SECONDS_UNTIL_RETRY = 1;

/** A refusal as it is sent, by this process's Express and Remix alike. */
export function refusalParts({ code, fields, matchId, retryAfter, allow }: Refusal) {
  const [status, message] = REFUSALS[code];
  const wait = retryAfter ?? (status === 429 || status === 503 ? SECONDS_UNTIL_RETRY : undefined);
  return {
    status,
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      ...(wait === undefined ? {} : { "Retry-After": String(Math.max(1, Math.ceil(wait))) }),
      ...(allow === undefined ? {} : { Allow: allow.join(", ") }),
    },
    body: JSON.stringify({ error: { code, message, fields, matchId } }),
  };
}
