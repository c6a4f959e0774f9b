import { setTimeout as delay } from "node:timers/promises";

const EVERY_MS = 1000;

interface Telling {
  /** Settles once nothing is told any more. */
  stop: () => Promise<void>;
}

/**
 * Tells once a second how far something is, and aborts it when whoever is told says no. What
 * cannot be told now is told a second later.
 */
export function keepTelling(work: AbortController, tell: () => Promise<boolean>): Telling {
  const over = new AbortController();
  const loop = async () => {
    while (!over.signal.aborted) {
      const wanted = await tell().catch(() => true);
      if (!wanted) work.abort();
      await delay(EVERY_MS, null, { signal: over.signal }).catch(() => null);
    }
  };
  const ended = loop();
  return {
    stop: async () => {
      over.abort();
      await ended;
    },
  };
}
