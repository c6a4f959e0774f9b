import { LRUCache } from "lru-cache";
import { findVisitor, type Visitor } from "../../db/sessions.ts";
import type { Stores } from "../../db/stores.ts";

/** How long a session is believed without a look at Postgres; its end is told at once by Redis. */
const BELIEVED_MS = 60_000;
/** Sessions kept at a time. */
const MOST = 50_000;

/** Who the sessions are that this process has lately heard from. */
export interface SessionBook {
  /** Null where the session is over. */
  find(sessionId: string): Promise<Visitor | null>;
}

export function openSessionBook(stores: Pick<Stores, "database" | "events">): SessionBook {
  const known = new LRUCache<string, Visitor>({ max: MOST, ttl: BELIEVED_MS });
  const asking = new Map<string, Promise<Visitor | null>>();
  let changes = 0;

  const forget = (concerns: (visitor: Visitor) => boolean) => {
    changes += 1;
    for (const [sessionId, visitor] of known.entries())
      if (concerns(visitor)) known.delete(sessionId);
  };
  stores.events.listen((announcement) => {
    if (announcement.kind !== "account") return;
    const players = new Set(announcement.playerIds);
    forget(({ playerId }) => players.has(playerId));
  });
  stores.events.onResume(() => forget(() => true));

  async function look(sessionId: string): Promise<Visitor | null> {
    const before = changes;
    const visitor = await findVisitor(stores, sessionId);
    // What was read while something changed may be old already.
    if (visitor && before === changes) known.set(sessionId, visitor);
    return visitor;
  }

  return {
    find(sessionId) {
      const visitor = known.get(sessionId);
      if (visitor) return Promise.resolve(visitor);
      const asked = asking.get(sessionId) ?? look(sessionId);
      asking.set(sessionId, asked);
      void asked.catch(() => null).finally(() => asking.delete(sessionId));
      return asked;
    },
  };
}
