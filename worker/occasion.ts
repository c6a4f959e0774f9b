import { type Conversation, type Label, type Match, type Round } from "../game/match.ts";
import { APPEARS_AFTER_MS } from "../game/release.ts";
import { takesTurns } from "../game/ruleset.ts";
import type { StoredMessage } from "../game/view.ts";

/** What a seat may answer now, or open with. */
export interface Invitation {
  /** The event answered; the latest one before the round where it opens. */
  after: number;
  receivedAt: number;
  /** `opening`: nobody has spoken yet; `nudge`: nobody has answered the seat's own message. */
  kind: "heard" | "opening" | "nudge";
  /** Messages of others since the seat's own last one. */
  heard: StoredMessage[];
}

export interface Hearing {
  match: Match;
  round: Round;
  conversation: Conversation;
  seat: Label;
  /** Of this conversation, oldest first. */
  messages: readonly StoredMessage[];
  /** The newest turn handed over in it. */
  turn: { seq: number; at: Date } | null;
}

/**
 * The newest occasion for a seat to speak, or null when it has none. Where turns are waited for
 * that is the turn, elsewhere the newest message of somebody else; or the seat's own last one,
 * where that is what was asked for.
 */
export function invitationTo(hearing: Hearing, asked: number | null = null): Invitation | null {
  const { match, round, conversation, seat, messages, turn } = hearing;
  if (match.phase !== "chatting") return null;
  const own = messages.findLast((message) => message.seat === seat);
  const newest = messages.findLast((message) => message.seat !== seat);
  // Nobody reads the next message before having sent their own.
  const readAt = (at: number) => Math.max(at, own?.at ?? 0, round.openedAt);
  if (takesTurns(match.ruleset)) {
    if (conversation.turn?.seat !== seat) return null;
    const receivedAt = Math.max(readAt(turn?.at.getTime() ?? round.openedAt), seenAt(newest));
    return { after: turn?.seq ?? 0, receivedAt, kind: "heard", heard: unanswered(messages, seat) };
  }
  if (own?.seq === asked)
    return own === messages.at(-1)
      ? { after: own.seq, receivedAt: readAt(own.at), kind: "nudge", heard: [] }
      : null;
  if (newest) {
    const unread = unanswered(messages, seat);
    // It came in while the seat was about to send its own.
    const heard = unread.length > 0 ? unread : [newest];
    return { after: newest.seq, receivedAt: readAt(seenAt(newest)), kind: "heard", heard };
  }
  return own
    ? null
    : { after: openingSeq(match), receivedAt: round.openedAt, kind: "opening", heard: [] };
}

/** When a message appeared to the other seats, people's and AIs' alike. */
function seenAt(message: StoredMessage | undefined): number {
  return message ? message.at + APPEARS_AFTER_MS : 0;
}

/** The conversation as it stood when an event was to be answered; turns leave nothing later. */
export function heardUpTo(hearing: Hearing, after: number): Hearing {
  if (takesTurns(hearing.match.ruleset)) return hearing;
  const messages = hearing.messages.filter(
    (message) => message.seat === hearing.seat || message.seq <= after,
  );
  return { ...hearing, messages };
}

function unanswered(messages: readonly StoredMessage[], seat: Label): StoredMessage[] {
  return messages.slice(messages.findLastIndex((message) => message.seat === seat) + 1);
}

/** A first round opens before any event; a later one with the event of its phase. */
function openingSeq({ rounds, seq }: Match): number {
  return rounds.length === 1 ? 0 : seq;
}
