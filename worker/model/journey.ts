import { setTimeout as delay } from "node:timers/promises";
import type { Ask } from "./ask.ts";
import { backoffMs } from "./backoff.ts";
import { type Call, failure, type Outcome } from "./call.ts";
import { isPassing } from "./faults.ts";
import { costOf } from "./prices.ts";
import type { Target } from "./target.ts";

/** Tries of one model where another can follow, and of the last one. */
const [TRIES, TRIES_OF_LAST] = [2, 3];
/** The share of an ask's time that one try may take, so that another fits. */
const TRY_SHARE = 2 / 3;

/** All the calls made for one ask. */
export interface Journey {
  ask: Ask;
  targets: readonly Target[];
  timeScale: number;
  /** Of `performance.now()`. */
  deadline: number;
  /** Ends what is under way once the ask has its answer. */
  overtaken: AbortController;
  nextAttempt: () => number;
  onCall: (call: Call) => void;
  /** Which target the first lane is at. */
  at: number;
  /** Calls may still end after the ask has its answer. */
  lanes: Promise<unknown>[];
}

/** Asks one model after the other until one answers, from a place in their order. */
export async function travel(journey: Journey, from: number, hedged: boolean): Promise<Outcome> {
  const { targets } = journey;
  let last = failure("no-model");
  for (let step = 0; step < targets.length; step++) {
    const index = (from + step) % targets.length;
    const target = targets[index];
    if (!target) break;
    if (!hedged) journey.at = index;
    last = await persist(journey, target, { hedged, isLast: step === targets.length - 1 });
    if (last.said.ok || isOver(journey)) break;
  }
  return last;
}

interface Stage {
  hedged: boolean;
  isLast: boolean;
}

/** Asks one model, again where its fault may pass. */
async function persist(journey: Journey, target: Target, stage: Stage): Promise<Outcome> {
  if (!(await rested(journey, target, stage))) return failure("rate-limited");
  for (let tried = 1; ; tried++) {
    const outcome = await attempt(journey, target, stage);
    if (outcome.said.ok || !mayRepeat(outcome.said.error, tried, stage)) return outcome;
    const { retryAfterMs } = outcome;
    if (retryAfterMs !== null) target.health.restFor(retryAfterMs);
    if (target.health.restMs() > 0 && !stage.isLast) return outcome;
    const wait = Math.max(target.health.restMs(), waitAfter(outcome, tried) / journey.timeScale);
    if (!(await pause(journey, wait))) return outcome;
  }
}

/** One that took its time has been waited for. */
function waitAfter({ said }: Outcome, tried: number): number {
  return !said.ok && said.error === "timeout" ? 0 : backoffMs(tried, Math.random());
}

function mayRepeat(error: string, tried: number, { isLast }: Stage): boolean {
  if (error === "timeout") return isLast && tried < TRIES;
  return isPassing(error) && tried < (isLast ? TRIES_OF_LAST : TRIES);
}

/** Waits for a model that wants to be left alone, unless another can be asked meanwhile. */
async function rested(journey: Journey, { health }: Target, { isLast }: Stage): Promise<boolean> {
  const restMs = health.restMs();
  return restMs === 0 || (isLast && (await pause(journey, restMs)));
}

/** @returns false, at once, when there is no time for it. */
async function pause(journey: Journey, ms: number): Promise<boolean> {
  if (performance.now() + ms >= journey.deadline) return false;
  const { signal } = journey.overtaken;
  return delay(ms, true, { signal }).catch(() => false);
}

function isOver({ overtaken, deadline }: Journey): boolean {
  return overtaken.signal.aborted || performance.now() >= deadline;
}

async function attempt(journey: Journey, target: Target, { hedged }: Stage): Promise<Outcome> {
  const { ask, overtaken, deadline } = journey;
  const left = deadline - performance.now();
  if (left <= 0) return failure("timeout");
  const inTime = AbortSignal.any([overtaken.signal, AbortSignal.timeout(Math.ceil(left))]);
  const leave = await target.gate.enter(inTime);
  if (!leave) return failure(overtaken.signal.aborted ? "aborted" : "busy");
  try {
    const outcome = await target.health.guard(async () => {
      const call = await timed(journey, target, inTime);
      const { provider, model } = target;
      const cost = costOf(model, call.usage);
      const attempt = journey.nextAttempt();
      journey.onCall({ ...call, provider, model, ask, hedged, cost, attempt });
      return call;
    });
    return outcome ?? failure("circuit-open");
  } finally {
    leave();
  }
}

async function timed({ ask, overtaken }: Journey, target: Target, inTime: AbortSignal) {
  const tryMs = Math.ceil(ask.withinMs * TRY_SHARE);
  const requestedAt = new Date();
  const startedAt = performance.now();
  const outcome = await target.call(ask, AbortSignal.any([inTime, AbortSignal.timeout(tryMs)]));
  const latencyMs = performance.now() - startedAt;
  const aborted = !outcome.said.ok && overtaken.signal.aborted;
  if (outcome.said.ok || aborted) target.health.took(latencyMs);
  const call = aborted ? failure("aborted", outcome) : outcome;
  return { ...call, requestedAt, latencyMs };
}
