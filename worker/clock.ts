export interface Ticking {
  /** Ends the ticking after the tick that is under way. */
  stop(): Promise<void>;
}

export interface Ticks {
  /** Milliseconds from the end of one tick to the next. */
  nextInMs: () => number;
  tick: () => Promise<void>;
  /** A failed tick is reported, and the next one goes on. */
  onError: (error: unknown) => void;
}

/** A timer that is set anew after each tick, so that it never overlaps itself. */
export function startTicking({ nextInMs, tick, onError }: Ticks): Ticking {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const arm = () => {
    if (!stopped) timer = setTimeout(run, Math.max(1, nextInMs()));
  };
  const run = () => {
    running = tick().catch(onError).finally(arm);
  };
  arm();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Postgres's clock, told from this machine's by their last known difference. */
export interface SharedClock {
  now(): number;
  set(postgresNow: number, askedAt: number): void;
}

export function sharedClock(): SharedClock {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    set(postgresNow, askedAt) {
      // Its answer was made half way between question and answer.
      ahead = postgresNow - (askedAt + Date.now()) / 2;
    },
  };
}
