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
import { steadyNow } from "./steady-now.ts";
import type { Dots } from "./typing-gate.ts";

/** Announcements that may wait; with more it is quicker to read the stream up. */
const MOST_PENDING = 50;

export interface MatchStreamOptions {
  stores: Pick<Stores, "database">;
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
  #pending: Heard[] = [];
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
    const heardAt = Date.now();
    const appearsAt = steadyNow() + untilItAppears(announcement, heardAt);
    const heard = { announcement, heardAt, appearsAt };
    // Processes announce what they did independently: what came to pass first goes out first.
    const later = this.#pending.findIndex((one) => orderOf(one) > orderOf(heard));
    this.#pending.splice(later < 0 ? this.#pending.length : later, 0, heard);
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
      const [next] = this.#missed ? [] : this.#pending;
      const waitMs = next ? next.appearsAt - steadyNow() : 0;
      if (waitMs > 0) {
        await delay(waitMs);
        continue;
      }
      const heard = this.#missed ? undefined : this.#pending.shift();
      this.#missed = false;
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

interface Heard {
  announcement: MatchAnnouncement;
  /** Epoch milliseconds, by this machine's clock. */
  heardAt: number;
  /** Epoch milliseconds, by the clock that nobody sets. */
  appearsAt: number;
}

/** Milliseconds; however wrong this machine's clock is, nothing waits for longer once it is heard. */
function untilItAppears({ messages }: MatchAnnouncement, heardAt: number): number {
  const last = messages.at(-1);
  return last ? Math.min(last.at - heardAt, 0) + APPEARS_AFTER_MS : 0;
}

/** How far a match had come by what is announced: frames sent to anybody. */
function orderOf({ announcement }: Heard): number {
  return announcement.frames.reduce((sum, frames) => sum + frames, 0);
}

function readBy({ match, viewer, frames }: OpenedStream): Pick<Written, "frames" | "label"> {
  return { frames, label: seatOf(currentRound(match), viewer).label };
}
