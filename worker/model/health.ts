import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhenResult,
} from "cockatiel";
import type { Outcome } from "./call.ts";
import { isProviders } from "./faults.ts";

/** Faults in a row after which a model is left alone. */
const FAULTS = 5;
/** Unscaled milliseconds of the first pause and of the longest. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [2000, 60_000];
/** Answers that the usual time is taken from, and how many it needs. */
const [REMEMBERED, ENOUGH] = [100, 20];

const STATES = {
  [CircuitState.Closed]: "closed",
  [CircuitState.HalfOpen]: "half-open",
  [CircuitState.Open]: "open",
  [CircuitState.Isolated]: "open",
} as const;
export type BreakerState = (typeof STATES)[CircuitState];

/** What is known of one model: whether it answers, and how fast. */
export interface Health {
  /** Null, without the work done, while the model is left alone. */
  guard(work: () => Promise<Outcome>): Promise<Outcome | null>;
  restFor(ms: number): void;
  /** Milliseconds for which the provider wants to be left alone. */
  restMs(): number;
  /** A call took this long, or at least this long where it was given up. */
  took(ms: number): void;
  /** What 95 % of the calls of late took no longer than; null while there were too few. */
  usualMs(): number | null;
  state(): BreakerState;
}

export function openHealth(timeScale: number): Health {
  const breaker = circuitBreaker(
    handleWhenResult((result) => result instanceof Fault),
    {
      breaker: new ConsecutiveBreaker(FAULTS),
      halfOpenAfter: new ExponentialBackoff({
        initialDelay: FIRST_PAUSE_MS / timeScale,
        maxDelay: LONGEST_PAUSE_MS / timeScale,
      }),
    },
  );
  const times: number[] = [];
  let restsUntil = 0;

  return {
    async guard(work) {
      // One call finds out whether a model is back; the others do not wait for it.
      if (breaker.state === CircuitState.HalfOpen) return null;
      try {
        const result = await breaker.execute(async () => weigh(await work(), breaker.state));
        return result.outcome;
      } catch (error) {
        if (error instanceof BrokenCircuitError) return null;
        if (error instanceof NothingLearnt) return error.outcome;
        throw error;
      }
    },
    restFor(ms) {
      restsUntil = Math.max(restsUntil, performance.now() + ms);
    },
    restMs: () => Math.max(0, restsUntil - performance.now()),
    took(ms) {
      times.push(ms);
      if (times.length > REMEMBERED) times.shift();
    },
    usualMs() {
      if (times.length < ENOUGH) return null;
      return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? null;
    },
    state: () => STATES[breaker.state],
  };
}

class Answered {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    this.outcome = outcome;
  }
}
class Fault extends Answered {}
class NothingLearnt extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super("a call was given up");
    this.outcome = outcome;
  }
}

/** A call that was given up tells nothing, except that a model on trial was still slow. */
function weigh(outcome: Outcome, state: CircuitState): Answered {
  const { said } = outcome;
  if (said.ok) return new Answered(outcome);
  if (said.error !== "aborted")
    return isProviders(said.error) ? new Fault(outcome) : new Answered(outcome);
  if (state === CircuitState.HalfOpen) return new Fault(outcome);
  throw new NothingLearnt(outcome);
}
