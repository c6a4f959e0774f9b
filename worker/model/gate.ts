const MINUTE_MS = 60_000;

/** Lets so many calls through at once, and so many begin within a minute. */
export interface Gate {
  /** @returns what to call when the call is over; null when the signal came first. */
  enter(signal: AbortSignal): Promise<(() => void) | null>;
  /** Whether a call would be let through now. */
  isFree(): boolean;
}

interface GateOptions {
  concurrency: number;
  requestsPerMinute?: number;
}

export function openGate({ concurrency, requestsPerMinute = Infinity }: GateOptions): Gate {
  const waiting = new Set<() => void>();
  /** When calls of the last minute began, oldest first. */
  const begun: number[] = [];
  let inside = 0;
  let timer: NodeJS.Timeout | undefined;

  const isFree = () => {
    const now = performance.now();
    while (begun[0] !== undefined && begun[0] <= now - MINUTE_MS) begun.shift();
    return inside < concurrency && begun.length < requestsPerMinute;
  };
  const admit = () => {
    for (const go of waiting) {
      if (!isFree()) break;
      waiting.delete(go);
      inside += 1;
      if (Number.isFinite(requestsPerMinute)) begun.push(performance.now());
      go();
    }
    clearTimeout(timer);
    const [oldest] = begun;
    if (waiting.size > 0 && oldest !== undefined)
      timer = setTimeout(admit, Math.max(1, oldest + MINUTE_MS - performance.now())).unref();
  };
  const leave = () => {
    inside -= 1;
    admit();
  };

  return {
    isFree,
    enter: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve(null);
          return;
        }
        const giveUp = () => {
          waiting.delete(go);
          resolve(null);
        };
        const go = () => {
          signal.removeEventListener("abort", giveUp);
          resolve(leave);
        };
        signal.addEventListener("abort", giveUp, { once: true });
        waiting.add(go);
        admit();
      }),
  };
}
