import { LRUCache } from "lru-cache";
import { findSession, type FoundSession, noteSeen } from "../../db/sessions.ts";
import type { Stores } from "../../db/stores.ts";
import { openSessionWatch, type SessionWatch } from "./session-watch.ts";

/** How long a session is believed without a look at Postgres; its end is told at once by Redis. */
const BELIEVED_MS = 60_000;
/** How exactly it is written down when a session was used last. */
const SEEN_MS = 3_600_000;
/** Sessions kept at a time. */
const MOST = 50_000;

/** Who the sessions are that this process has lately heard from. */
export interface SessionBook {
  /** Null where the session is over. */
  find(sessionId: string): Promise<FoundSession | null>;
  /** Calls back once when a session is over; @returns a function that ends the watch. */
  watch: SessionWatch["add"];
}

export function openSessionBook(
  stores: Pick<Stores, "database" | "events">,
  onError: (error: unknown) => void,
): SessionBook {
  const known = new LRUCache<string, FoundSession>({
    max: MOST,
    ttl: BELIEVED_MS,
    ttlAutopurge: true,
  });
  const asking = new Map<string, Promise<FoundSession | null>>();
  const watch = openSessionWatch(stores, onError);
  let changes = 0;

  const forget = (concerns: (found: FoundSession) => boolean) => {
    changes += 1;
    for (const [sessionId, found] of known.entries()) if (concerns(found)) known.delete(sessionId);
  };
  stores.events.listen((announcement) => {
    if (announcement.kind !== "account") return;
    const players = new Set(announcement.playerIds);
    forget(({ visitor }) => players.has(visitor.playerId));
    void watch.check(announcement.playerIds);
  });
  stores.events.onResume(() => {
    forget(() => true);
    void watch.check();
  });

  async function look(sessionId: string): Promise<FoundSession | null> {
    const before = changes;
    const found = await findSession(stores, sessionId);
    if (!found) return null;
    const now = Date.now();
    if (found.arrives || now - found.seenAt > SEEN_MS) void noteSeen(stores, found).catch(onError);
    // What was read while something changed may be old already.
    const ttl = Math.min(BELIEVED_MS, found.endsAt - now);
    if (before === changes && ttl > 0) known.set(sessionId, found, { ttl });
    return found;
  }

  return {
    find(sessionId) {
      const found = known.get(sessionId);
      if (found) return Promise.resolve(found);
      const asked = asking.get(sessionId) ?? look(sessionId);
      asking.set(sessionId, asked);
      void asked.catch(() => null).finally(() => asking.delete(sessionId));
      return asked;
    },
    watch: watch.add,
  };
}
