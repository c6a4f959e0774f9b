import type { MatchAnnouncement, TypingAnnouncement } from "../../db/events.ts";
import { framesSent } from "../../db/queries/frames.ts";
import { openStream } from "../../db/streams.ts";
import { loadMatch } from "../../db/match-rows.ts";
import type { Stores } from "../../db/stores.ts";
import { inTurn } from "../../db/turnstile.ts";
import type { Match } from "../../game/match.ts";
import { showsTyping } from "../../game/ruleset.ts";
import { MatchStream } from "./match-stream.ts";
import { openOutlet } from "./outlet.ts";
import type { HubOptions, Opening, Reader } from "./reader.ts";
import { steadyNow } from "./steady-now.ts";
import { dotsOfRound, showSyntheticDots } from "./synthetic-dots.ts";
import { type Dots, TypingGate } from "./typing-gate.ts";
import { noteWritten } from "./written.ts";

/** Streams of one player in one match: tabs share one, so that more are left over or lost. */
const STREAMS_PER_PLAYER = 6;

/** How often streams are compared with Postgres, in case an announcement got lost. */
const CHECK_MS = 5000;

/** Streams that are read up at a time: the pool serves players too. */
const AT_ONCE = 8;

/** Streams that are opened at a time: all of a wave's players come at once, and others are chatting. */
const OPENED_AT_ONCE = 2;

/** The open streams of one match in this process, and what its seats' dots look like. */
interface Room {
  streams: Set<MatchStream>;
  gate: TypingGate;
  /** Whether dots are what seats type. Elsewhere no signal passes, whoever gave it. */
  showsTyping: boolean;
  /** Ends the dots that are drawn, while there are some. */
  stopDots: (() => void) | null;
}

export interface MatchRequest extends Reader {
  matchId: string;
  playerId: string;
  lastEventId: string | null;
}

export class MatchHub {
  readonly #stores: Stores;
  /** Where streams are read. */
  readonly #reads: Pick<Stores, "database">;
  readonly #options: HubOptions;
  readonly #rooms = new Map<string, Room>();
  readonly #typing = new Set<Room>();
  readonly #stepMs: number;
  readonly #check: NodeJS.Timeout;
  #step: NodeJS.Timeout | undefined;
  #opened = 0;

  constructor(stores: Stores, options: HubOptions) {
    this.#stores = stores;
    this.#reads = { database: stores.streams };
    this.#options = options;
    this.#stepMs = 1000 / stores.timeScale;
    this.#check = setInterval(() => void this.compare(), CHECK_MS).unref();
  }

  async open(request: MatchRequest): Promise<Opening> {
    const { matchId, playerId, lastEventId } = request;
    const { onError, metrics } = this.#options;
    const stream = new MatchStream({
      stores: this.#reads,
      matchId,
      playerId,
      onWritten: (written) => noteWritten(metrics, this.#stores.tracing, written),
      onError: (error) => onError(error, matchId),
    });
    // In the room before it is read: what is announced meanwhile waits in the stream.
    const room = this.#enter(matchId, stream);
    const leave = () => this.#leave(matchId, stream);
    try {
      const opened = await inTurn(this.#nextLane(), () => openStream(this.#reads, request));
      const over = opened?.ended && !isMissingFrames(lastEventId, opened.lastId);
      if (!opened || over) {
        leave();
        return { kind: opened ? "ended" : "none" };
      }
      metrics.streamsOpen.inc({ stream: "match" });
      const outlet = openOutlet({
        ...request,
        onFrame: (event) => metrics.framesSent.inc({ event }),
        onClose: (why) => {
          leave();
          metrics.streamsOpen.dec({ stream: "match" });
          metrics.streamsClosed.inc({ stream: "match", why });
        },
      });
      stream.start(opened, outlet);
      room.showsTyping = showsTyping(opened.match.ruleset);
      if (!room.stopDots) this.#drawDots(room, opened.match);
      return { kind: "stream", body: outlet.body };
    } catch (error) {
      leave();
      throw error;
    }
  }

  #nextLane(): string {
    this.#opened += 1;
    return `stream ${this.#opened % OPENED_AT_ONCE}`;
  }

  hear(announcement: MatchAnnouncement | TypingAnnouncement): void {
    const room = this.#rooms.get(announcement.matchId);
    if (!room) return;
    if (announcement.kind === "typing") this.#signal(room, announcement);
    else this.#pass(room, announcement);
  }

  /** Compares with Postgres: streams that miss something are read up, a few at a time. */
  async compare(): Promise<void> {
    if (this.#rooms.size === 0) return;
    try {
      const sent = await framesSent(this.#reads.database, [...this.#rooms.keys()]);
      const behind = [...sent].flatMap(([matchId, frames]) =>
        [...(this.#rooms.get(matchId)?.streams ?? [])].filter((stream) => stream.isBehind(frames)),
      );
      if (behind.length > 0) this.#options.metrics.streamsBehind.inc(behind.length);
      for (let from = 0; from < behind.length; from += AT_ONCE)
        await Promise.all(behind.slice(from, from + AT_ONCE).map((stream) => stream.resync()));
    } catch (error) {
      this.#options.onError(error);
    }
  }

  end(): void {
    clearInterval(this.#check);
    clearTimeout(this.#step);
    for (const { streams } of this.#rooms.values()) for (const stream of [...streams]) stream.end();
  }

  #enter(matchId: string, stream: MatchStream): Room {
    const room: Room = this.#rooms.get(matchId) ?? {
      streams: new Set<MatchStream>(),
      gate: new TypingGate(this.#stepMs),
      showsTyping: true,
      stopDots: null,
    };
    this.#rooms.set(matchId, room);
    room.streams.add(stream);
    const own = [...room.streams].filter(({ playerId }) => playerId === stream.playerId);
    // The oldest goes: a browser that lost its line may take minutes to be noticed.
    if (own.length > STREAMS_PER_PLAYER) own[0]?.end();
    return room;
  }

  #leave(matchId: string, stream: MatchStream): void {
    const room = this.#rooms.get(matchId);
    room?.streams.delete(stream);
    if (!room || room.streams.size > 0) return;
    this.#rooms.delete(matchId);
    this.#typing.delete(room);
    room.stopDots?.();
  }

  #pass(room: Room, announcement: MatchAnnouncement): void {
    for (const event of announcement.events) {
      if (event.type === "message") room.gate.spoke(event.conversationId, event.seat);
      if (event.type === "phase") this.#turnPhase(room, announcement.matchId, event.phase);
    }
    for (const stream of room.streams) stream.take(announcement);
  }

  #turnPhase(room: Room, matchId: string, phase: Match["phase"]): void {
    room.gate = new TypingGate(this.#stepMs);
    room.stopDots?.();
    room.stopDots = null;
    if (phase !== "chatting" || room.showsTyping) return;
    loadMatch(this.#reads, matchId).then(
      (loaded) => loaded && this.#drawDots(room, loaded.match),
      (error: unknown) => this.#options.onError(error, matchId),
    );
  }

  /** Where dots are synthetic, shows those of the round that is being played. */
  #drawDots(room: Room, match: Match): void {
    if (match.ruleset.dots !== "synthetic" || match.phase !== "chatting") return;
    room.stopDots?.();
    room.stopDots = showSyntheticDots(dotsOfRound(match, this.#stepMs), (dots) =>
      this.#show(room, dots),
    );
  }

  #show({ streams }: Room, dots: Dots[]): void {
    for (const stream of streams) stream.show(dots);
  }

  #signal(room: Room, { conversationId, seat, on }: TypingAnnouncement): void {
    if (!room.showsTyping) return;
    room.gate.signal({ conversationId, seat, on }, steadyNow());
    if (room.gate.pending) this.#typing.add(room);
    this.#awaitStep();
  }

  #awaitStep(): void {
    if (this.#step || this.#typing.size === 0) return;
    const now = steadyNow();
    const wait = TypingGate.nextStep(now, this.#stepMs) - now;
    this.#step = setTimeout(() => {
      this.#step = undefined;
      this.#showDots(steadyNow());
      this.#awaitStep();
    }, wait);
  }

  #showDots(now: number): void {
    for (const room of this.#typing) {
      const dots = room.gate.due(now);
      if (dots.length > 0) this.#show(room, dots);
      if (!room.gate.pending) this.#typing.delete(room);
    }
  }
}

/** Whether a reader who comes back has not seen the end yet. */
function isMissingFrames(lastEventId: string | null, lastId: number): boolean {
  return lastEventId !== null && /^\d{1,9}$/.test(lastEventId) && Number(lastEventId) < lastId;
}
