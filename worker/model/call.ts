import type { Ask, Said } from "./ask.ts";
import type { Usage } from "./prices.ts";

/** One model of one provider. */
export interface Address {
  provider: string;
  model: string;
}

/** What came of one call. */
export interface Outcome {
  said: Said;
  usage: Usage | null;
  finishReason: string | null;
  /** What the provider says that it ran. */
  snapshot: string | null;
  /** How long it wants to be left alone. */
  retryAfterMs: number | null;
}

/** One call as rows, traces and figures tell of it. */
export interface Call extends Outcome, Address {
  ask: Ask;
  /** From 1, for one reply or guess; 0 where nobody was called. */
  attempt: number;
  hedged: boolean;
  requestedAt: Date;
  latencyMs: number;
  cost: number | null;
}

export function failure(error: string, more: Partial<Outcome> = {}): Outcome {
  const nothing = { usage: null, finishReason: null, snapshot: null, retryAfterMs: null };
  return { ...nothing, ...more, said: { ok: false, error } };
}
