import { setTimeout as delay } from "node:timers/promises";
import { explain } from "../bootstrap/problem.mjs";
import type { Running } from "./launch.ts";

const firstPauseMs = 200;
const longestPauseMs = 10_000;
const healthyAfterMs = 30_000;

export interface Supervised {
  current(): Running;
  stop(graceMs: number): Promise<void>;
}

/**
 * Starts a process and starts it again whenever it ends by itself. The first start must
 * succeed; later ones are tried for ever, at growing pauses.
 */
export async function supervise(
  name: string,
  begin: () => Promise<Running>,
  notice: (text: string) => void,
): Promise<Supervised> {
  let running = await begin();
  let pauseMs = firstPauseMs;
  const stopping = new AbortController();
  const stopped = () => stopping.signal.aborted;

  const again = async () => {
    while (!stopped()) {
      await delay(pauseMs, null, { signal: stopping.signal }).catch(() => null);
      if (stopped()) return;
      pauseMs = Math.min(pauseMs * 3, longestPauseMs);
      try {
        running = await begin();
        notice(`${name} is back`);
        return;
      } catch (error) {
        if (!stopped()) notice(`${name} did not come up. ${explain(error)}`);
      }
    }
  };
  const watch = async () => {
    while (!stopped()) {
      const readyAt = performance.now();
      const how = await running.ended;
      if (stopped()) return;
      if (performance.now() - readyAt > healthyAfterMs) pauseMs = firstPauseMs;
      notice(`${name} ended (${how}); starting it again`);
      await again();
    }
  };
  const watching = watch();

  return {
    current: () => running,
    async stop(graceMs) {
      stopping.abort();
      await running.stop(graceMs);
      await watching;
      // A start may have been under way.
      await running.stop(graceMs);
    },
  };
}
