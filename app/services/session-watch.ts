import { lastingBearers } from "../../db/bearers.ts";
import { lastingAmong } from "../../db/sessions.ts";
import type { Stores } from "../../db/stores.ts";

/** What somebody keeps open under a session. */
interface Watched {
  sessionId: string;
  playerId: string;
  /** It has no session of its own that could end, but an account that could go. */
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

  async function lastingOf(watched: readonly Watched[]): Promise<Set<string>> {
    const bearers = watched.filter(({ byToken }) => byToken);
    const ids = watched.flatMap(({ byToken, sessionId }) => (byToken ? [] : sessionId));
    const [sessions, accounts] = await Promise.all([
      ids.length > 0 ? lastingAmong(stores, ids) : new Set<string>(),
      bearers.length > 0 ? lastingBearers(stores, bearers) : new Set<string>(),
    ]);
    return new Set([...sessions, ...accounts]);
  }

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
      if (concerned.length === 0) return;
      try {
        const lasting = await lastingOf(concerned.map(([watched]) => watched));
        for (const [{ sessionId }, end] of concerned) if (!lasting.has(sessionId)) end();
      } catch (error) {
        onError(error);
        // Who may go on comes again and is asked who they are.
        for (const [, end] of concerned) end();
      }
    },
  };
}
