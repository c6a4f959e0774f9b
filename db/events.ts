import type { Redis } from "ioredis";
import type { Label, MatchEvent } from "../game/match.ts";
import type { StoredMessage } from "../game/view.ts";
import type { Tracing } from "./tracing.ts";

/** What one decision did to a match, for the streams of all processes. */
export interface MatchAnnouncement {
  kind: "match";
  matchId: string;
  events: MatchEvent[];
  /** The messages among the events, by their `seq`. */
  messages: StoredMessage[];
  /** Frames that each participant has been sent once these events are out. */
  frames: number[];
  /** When a message was asked to be posted, epoch milliseconds, of a person's and a bot's alike. */
  postedAt?: number;
  /** The deadline that ended a phase; left out where it ended early. */
  dueAt?: number;
  /** `traceparent` of what was done, where that is traced. */
  trace?: string;
}

/** Dots: never stored, never replayed. */
export interface TypingAnnouncement {
  kind: "typing";
  matchId: string;
  conversationId: string;
  seat: Label;
  on: boolean;
}

/** What became of tickets. */
export interface LobbyAnnouncement {
  kind: "lobby";
  /** The instant of the wave that it tells of, epoch milliseconds. */
  waveAt?: number;
  seated: { playerId: string; matchId: string }[];
  ended: { playerId: string; reason: "nobody-else" | "left" | "not-heard" }[];
}

/** Sessions, roles or sanctions of these players have changed. */
interface AccountAnnouncement {
  kind: "account";
  playerIds: string[];
}

export type Announcement =
  MatchAnnouncement | TypingAnnouncement | LobbyAnnouncement | AccountAnnouncement;

export interface Events {
  /** Tells every process. Best effort: streams notice a gap and read it up in Postgres. */
  announce(announcement: Announcement): void;
  /** @returns a function that ends the subscription. */
  listen(listener: (announcement: Announcement) => void): () => void;
  /** Called when the connection is back after a loss: announcements may have been missed. */
  onResume(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface EventsOptions {
  publisher: Redis;
  /** A connection of its own: a subscriber can do nothing else. Left out by who only announces. */
  subscriber?: Redis;
  prefix: string;
  tracing: Pick<Tracing, "carrier">;
  onError: (error: Error) => void;
}

/** Live events over one Redis channel per installation. */
export function openEvents(options: EventsOptions): Events {
  const { publisher, subscriber, prefix, tracing, onError } = options;
  const channel = `${prefix}:events`;
  const listeners = new Set<(announcement: Announcement) => void>();
  const resumers = new Set<() => void>();
  let subscribedBefore = false;

  const subscribe = () => {
    subscriber?.subscribe(channel).then(() => {
      if (subscribedBefore) for (const resume of resumers) resume();
      subscribedBefore = true;
    }, onError);
  };
  if (subscriber) {
    subscriber.on("message", (_channel: string, text: string) => {
      // Only this program publishes on its own channel; a text that is not its own is a bug.
      const announcement = JSON.parse(text) as Announcement;
      for (const listener of listeners) listener(announcement);
    });
    if (subscriber.status === "ready") subscribe();
    subscriber.on("ready", subscribe);
  }

  return {
    announce(announcement) {
      // Whose session has ended here is not let in once more here, whatever becomes of Redis.
      if (announcement.kind === "account") for (const listener of listeners) listener(announcement);
      const trace = announcement.kind === "match" ? tracing.carrier() : undefined;
      const text = JSON.stringify(trace === undefined ? announcement : { ...announcement, trace });
      publisher.publish(channel, text).catch(onError);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onResume(listener) {
      resumers.add(listener);
      return () => resumers.delete(listener);
    },
    async close() {
      listeners.clear();
      await subscriber?.quit().catch(onError);
    },
  };
}
