import { lastingAmong } from "../../db/sessions.ts";
import type { Stores } from "../../db/stores.ts";

/** What somebody keeps open under a session. */
interface Watched {
  sessionId: string;
  playerId: string;
  /** It has no session of its own that could end, so it has to come again after every change. */
  byToken: boolean;
}

/** Ends what is kept open under sessions that are over. */
export interface SessionWatch {
  /** @returns a function that ends the watch. */
  add: (watched: Watched, end: () => void) => () => void;
  /** Looks at the sessions of these players; at all of them where left out. */
  check(playerIds?: readonly string[]): Promise<void>;
}

export function openSessionWatch(
  stores: Pick<Stores, "database">,
  onError: (error: unknown) => void,
): SessionWatch {
  const watches = new Map<Watched, () => void>();

  return {
    add(watched, end) {
      // The same session may be watched twice.
      const own = { ...watched };
      watches.set(own, end);
      return () => watches.delete(own);
    },
    async check(playerIds) {
      const players = playerIds && new Set(playerIds);
      const concerned = [...watches].filter(([{ playerId }]) => players?.has(playerId) ?? true);
      const ids = concerned.flatMap(([{ byToken, sessionId }]) => (byToken ? [] : sessionId));
      if (concerned.length === 0) return;
      try {
        const lasting = ids.length > 0 ? await lastingAmong(stores, ids) : new Set<string>();
        for (const [{ sessionId }, end] of concerned) if (!lasting.has(sessionId)) end();
      } catch (error) {
        onError(error);
        // Who may go on comes again and is asked who they are.
        for (const [, end] of concerned) end();
      }
    },
  };
}
