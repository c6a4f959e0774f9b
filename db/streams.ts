import type { Match, MatchEvent } from "../game/match.ts";
import { isLive, seatOf } from "../game/match.ts";
import {
  asOf,
  type FrameOutline,
  framesOf,
  messageFor,
  revealFor,
  type StoredMessage,
  viewFor,
} from "../game/view.ts";
import type { MatchAnnouncement } from "./events.ts";
import { loadMatch } from "./match-rows.ts";
import { messagesOf } from "./queries/messages.ts";
import { outcomeOf } from "./queries/outcome.ts";
import type { Stores } from "./stores.ts";

/** A frame of a seat's stream, ready to be sent. Ids count without gaps. */
interface Frame {
  id: number;
  event: "view" | "message" | "turn" | "phase" | "reveal";
  data: unknown;
}

/** Where a seat's stream stands. */
export interface StreamState {
  match: Match;
  viewer: number;
  lastId: number;
}

export interface OpenedStream extends StreamState {
  frames: Frame[];
  /** The match is over once these frames are out. */
  ended: boolean;
}

type Database = Pick<Stores, "database">;

/**
 * Opens a seat's stream from Postgres: with an id that was sent before exactly the frames missed
 * since, else one whole `view`.
 * @returns null where there is no such match, or it is not the player's.
 */
export async function openStream(
  stores: Database,
  request: { matchId: string; playerId: string; lastEventId: string | null },
): Promise<OpenedStream | null> {
  const loaded = await loadMatch(stores, request.matchId);
  const viewer = loaded?.match.participants.findIndex(
    (one) => one.kind === "human" && one.playerId === request.playerId,
  );
  if (!loaded || viewer === undefined || viewer < 0) return null;
  const { match, now } = loaded;
  const lastId = match.participants[viewer]?.frames ?? 0;
  const ended = !isLive(match);
  const seen = seenId(request.lastEventId, lastId);
  const state = { match, viewer, lastId, ended };
  if (seen === lastId) return { ...state, frames: [] };
  const content = await contentOf(stores, match, viewer);
  if (seen === null || wasTakenOut(match)) {
    const data = viewFor({ match, viewer, now, ...content });
    return { ...state, frames: [{ id: lastId, event: "view", data }] };
  }
  const log = await logOf(stores, match, content.messages);
  const outlines = framesOf(match, viewer, log, 0).filter(({ id }) => id > seen);
  return {
    ...state,
    frames: outlines.map((outline) => fill(outline, { match, viewer, now, ...content })),
  };
}

/**
 * The frames that an announcement adds to a stream.
 * @returns "gap" when frames before it were missed: the stream is to be opened again.
 */
export async function framesOfAnnouncement(
  stores: Database,
  stream: StreamState,
  announcement: MatchAnnouncement,
): Promise<"gap" | OpenedStream> {
  const { viewer, lastId } = stream;
  const upTo = announcement.frames[viewer] ?? 0;
  if (upTo <= lastId) return { ...stream, frames: [], ended: false };
  const turned = announcement.events.some(({ type }) => type === "phase");
  const loaded = turned ? await loadMatch(stores, announcement.matchId) : null;
  const match = loaded?.match ?? stream.match;
  const count = framesOf(match, viewer, announcement.events, 0).length;
  if (upTo - count > lastId) return "gap";
  const content = loaded
    ? await contentOf(stores, match, viewer)
    : { messages: announcement.messages, outcome: null };
  const filling = { match, viewer, now: loaded?.now ?? 0, ...content };
  const frames = framesOf(match, viewer, announcement.events, upTo - count)
    .filter(({ id }) => id > lastId)
    .map((outline) => fill(outline, filling));
  const ended = announcement.events.some((event) => event.type === "phase" && !isLive(event));
  return { match, viewer, lastId: upTo, frames, ended };
}

interface Content {
  messages: StoredMessage[];
  outcome: Awaited<ReturnType<typeof outcomeOf>>;
}

interface Filling extends Content {
  match: Match;
  viewer: number;
  now: number;
}

function fill(outline: FrameOutline, filling: Filling): Frame {
  const { match, viewer, messages, outcome, now } = filling;
  const { id, frame: event } = outline;
  switch (outline.frame) {
    case "message": {
      const { seq, conversationId, round } = outline.event;
      const message = messages.find((candidate) => candidate.seq === seq);
      const dealt = match.rounds[round - 1];
      if (!message || !dealt) throw new Error(`match ${match.id} lacks its message ${seq}`);
      const { label } = seatOf(dealt, viewer);
      return { id, event, data: { conversationId, round, message: messageFor(message, label) } };
    }
    case "turn": {
      const { conversationId, seat, deadlineAt } = outline.event;
      return { id, event, data: { conversationId, seat, deadlineAt: isoOrNull(deadlineAt) } };
    }
    case "phase": {
      const { phase, round, deadlineAt } = outline.event;
      return { id, event, data: { phase, round, deadlineAt: isoOrNull(deadlineAt) } };
    }
    case "view": {
      const said = messages.filter(({ seq }) => seq <= outline.event.seq);
      const then = asOf(match, outline.event);
      return { id, event, data: viewFor({ match: then, viewer, messages: said, now, outcome }) };
    }
    case "reveal":
      return { id, event, data: { reveal: revealFor(match, outcome) } };
  }
}

/** Voided after its reveal: frames that would show the reveal are not sent again. */
function wasTakenOut({ phase, endReason }: Match): boolean {
  return phase === "voided" && endReason !== "voided";
}

/** What was said up to the match as it was loaded: what came since is announced, and sent then. */
async function contentOf({ database }: Database, match: Match, viewer: number): Promise<Content> {
  const [messages, outcome] = await Promise.all([
    messagesOf(database, match.id),
    outcomeOf(database, match, viewer),
  ]);
  return { messages: messages.filter(({ seq }) => seq <= match.seq), outcome };
}

/** Everything that had sent frames when the match was loaded, in its one order. */
async function logOf(
  { database }: Database,
  match: Match,
  messages: readonly StoredMessage[],
): Promise<MatchEvent[]> {
  const { rows } = await database.pool.query<{ event: MatchEvent }>({
    name: "match-events",
    text: "select event from match_events where match_id = $1 and seq <= $2",
    values: [match.id, match.seq],
  });
  const said = messages.map(({ seq, round, conversationId, seat }): MatchEvent => ({
    type: "message",
    seq,
    round,
    conversationId,
    seat,
  }));
  return [...rows.map(({ event }) => event), ...said].toSorted((a, b) => seqOf(a) - seqOf(b));
}

function seqOf(event: MatchEvent): number {
  return "seq" in event ? event.seq : 0;
}

/** An id that this seat has really been sent; null for anything else. */
function seenId(lastEventId: string | null, lastId: number): number | null {
  if (lastEventId === null || !/^\d{1,9}$/.test(lastEventId)) return null;
  const id = Number(lastEventId);
  return id <= lastId ? id : null;
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
