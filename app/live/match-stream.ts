import { setTimeout as delay } from "node:timers/promises";
import type { MatchAnnouncement } from "../../db/events.ts";
import {
  framesOfAnnouncement,
  type OpenedStream,
  openStream,
  type StreamState,
} from "../../db/streams.ts";
import type { Stores } from "../../db/stores.ts";
import { currentRound, type Label, seatOf } from "../../game/match.ts";
import { APPEARS_AFTER_MS } from "../../game/release.ts";
import type { Outlet } from "./outlet.ts";
import type { Dots } from "./typing-gate.ts";

/** Announcements that may wait; with more it is quicker to read the stream up. */
const MOST_PENDING = 50;

export interface MatchStreamOptions {
  stores: Stores;
  matchId: string;
  playerId: string;
  /** What an announcement has added to the stream is written. */
  onWritten: (written: Written) => void;
  onError: (error: unknown) => void;
}

export interface Written {
  announcement: MatchAnnouncement;
  /** When it was heard of, epoch milliseconds. */
  heardAt: number;
  frames: OpenedStream["frames"];
  /** Of the reader. */
  label: Label;
}

/**
 * One player's stream of one match. Frames go out in order, one piece of work at a time; what was
 * announced while the stream was being read waits for its turn.
 */
export class MatchStream {
  readonly #options: MatchStreamOptions;
  #pending: { announcement: MatchAnnouncement; heardAt: number }[] = [];
  #missed = false;
  #working: Promise<void> | null = null;
  #state: StreamState | null = null;
  #outlet: Outlet | null = null;

  constructor(options: MatchStreamOptions) {
    this.#options = options;
  }

  get playerId(): string {
    return this.#options.playerId;
  }

  /** Whether Postgres knows of frames that this stream has not sent and is not about to send. */
  isBehind(framesSent: readonly number[]): boolean {
    if (!this.#state || this.#working) return false;
    return (framesSent[this.#state.viewer] ?? 0) > this.#state.lastId;
  }

  /** Sends what the opened stream holds, and from now on whatever is announced. */
  start(opened: OpenedStream, outlet: Outlet): void {
    this.#outlet = outlet;
    this.#send(opened);
    void this.#work();
  }

  take(announcement: MatchAnnouncement): void {
    this.#pending.push({ announcement, heardAt: Date.now() });
    if (this.#pending.length > MOST_PENDING) this.#skipPending();
    void this.#work();
  }

  /** Reads up in Postgres what may have been missed. */
  resync(): Promise<void> {
    this.#skipPending();
    return this.#work();
  }

  /** Dots have no id and are never repeated; a seat does not see its own. */
  show(dots: readonly Dots[]): void {
    if (!this.#state || !this.#outlet) return;
    const { match } = this.#state;
    if (match.phase !== "chatting") return;
    const round = currentRound(match);
    const { label } = seatOf(round, this.#state.viewer);
    const mine = round.conversations.filter(({ seats }) => seats.includes(label));
    const seen = dots.filter(
      ({ conversationId, seat }) => seat !== label && mine.some(({ id }) => id === conversationId),
    );
    this.#outlet.write(seen.map((data) => ({ event: "typing", data })));
  }

  end(): void {
    this.#outlet?.end();
  }

  #skipPending(): void {
    this.#pending = [];
    this.#missed = true;
  }

  #send({ frames, ended, ...state }: OpenedStream): void {
    this.#state = state;
    this.#outlet?.write(frames);
    if (ended) this.end();
  }

  #work(): Promise<void> {
    const outlet = this.#outlet;
    if (!outlet) return Promise.resolve();
    this.#working ??= this.#catchUp(outlet)
      .catch((error: unknown) => {
        // The browser comes back by itself and reads up what it missed.
        this.#options.onError(error);
        this.end();
      })
      .finally(() => (this.#working = null));
    return this.#working;
  }

  async #catchUp(outlet: Outlet): Promise<void> {
    while (outlet.open && this.#state && (this.#missed || this.#pending.length > 0)) {
      const heard = this.#missed ? undefined : this.#pending.shift();
      this.#missed = false;
      if (heard) await untilItAppears(heard.announcement);
      const news = heard
        ? await framesOfAnnouncement(this.#options.stores, this.#state, heard.announcement)
        : await this.#readUp(this.#state);
      if (news === "gap") this.#missed = true;
      else if (news === null) this.end();
      else {
        this.#send(news);
        if (heard && news.frames.length > 0) this.#options.onWritten({ ...heard, ...readBy(news) });
      }
    }
  }

  #readUp({ lastId }: StreamState): Promise<OpenedStream | null> {
    const { stores, matchId, playerId } = this.#options;
    return openStream(stores, { matchId, playerId, lastEventId: String(lastId) });
  }
}

/** Never longer than that, however wrong this machine's clock is. */
async function untilItAppears({ messages }: MatchAnnouncement): Promise<void> {
  const last = messages.at(-1);
  if (!last) return;
  const ms = last.at + APPEARS_AFTER_MS - Date.now();
  if (ms > 0) await delay(Math.min(ms, APPEARS_AFTER_MS));
}

function readBy({ match, viewer, frames }: OpenedStream): Pick<Written, "frames" | "label"> {
  return { frames, label: seatOf(currentRound(match), viewer).label };
}
