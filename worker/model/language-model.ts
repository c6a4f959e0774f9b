import { LRUCache } from "lru-cache";
import type { Ask, LanguageModel, Said } from "./ask.ts";
import { type Call, failure } from "./call.ts";
import type { BreakerState } from "./health.ts";
import { race } from "./hedge.ts";
import type { Journey } from "./journey.ts";
import type { Provider } from "./provider.ts";
import { openTargets } from "./target.ts";

export interface LanguageModelOptions {
  /** The first is the installation's own. */
  providers: readonly [Provider, ...Provider[]];
  /** Asked in this order where an ask names none. */
  models: readonly string[];
  timeScale?: number;
  /** Real milliseconds; 0 for never, undefined for what a model usually takes. */
  hedgeAfterMs?: number;
  /** A short code where an ask is not to be made; null where it is. */
  refusal?: (ask: Ask) => Promise<string | null>;
  onCall?: (call: Call) => void;
}

/** The same, and what is known of its parts. */
export interface ManyModels extends LanguageModel {
  breakers(): { provider: string; model: string; state: BreakerState }[];
  /** Gives up what is under way. */
  close(): Promise<void>;
}

/** Nobody asks for a reply again so long after; an hour's replies would be megabytes. */
const COUNTED = { max: 10_000, ttl: 600_000, ttlAutopurge: true };

/** Any providers that speak OpenAI's chat completions; every fault is a value. */
export function languageModel(options: LanguageModelOptions): ManyModels {
  const { timeScale = 1, hedgeAfterMs, refusal, onCall = () => undefined } = options;
  const targets = openTargets({ ...options, timeScale });
  const attempts = new LRUCache<string, number>(COUNTED);
  const journeys = new Set<Journey>();
  const underway = new Set<Promise<unknown>>();
  const keep = (work: Promise<unknown>) => {
    underway.add(work);
    void work.finally(() => underway.delete(work));
  };

  const ask = async (wanted: Ask): Promise<Said> => {
    const chosen = targets.of(wanted.models);
    const calls = { count: 0 };
    const journey: Journey = {
      ask: wanted,
      targets: chosen,
      timeScale,
      deadline: performance.now() + wanted.withinMs,
      overtaken: new AbortController(),
      nextAttempt: () => countUp(attempts, nameOf(wanted)),
      onCall: (call) => {
        calls.count += 1;
        onCall(call);
      },
      at: 0,
      lanes: [],
    };
    journeys.add(journey);
    const refused = (await refusal?.(wanted)) ?? null;
    const outcome = refused === null ? await race(journey, hedgeAfterMs) : failure(refused);
    journeys.delete(journey);
    if (calls.count === 0) onCall(uncalled(journey, outcome));
    keep(Promise.allSettled(journey.lanes));
    return outcome.said;
  };

  return {
    ask(wanted) {
      const asking = ask(wanted);
      keep(asking.catch(() => undefined));
      return asking;
    },
    breakers: () =>
      [...targets.all()].map(({ provider, model, health }) => {
        return { provider, model, state: health.state() };
      }),
    async close() {
      for (const { overtaken } of journeys) overtaken.abort();
      while (underway.size > 0) await Promise.allSettled(underway);
    },
  };
}

/** An ask for which nobody was called leaves its reason all the same. */
function uncalled({ ask, targets }: Journey, outcome: ReturnType<typeof failure>): Call {
  const { provider = "none", model = "none" } = targets[0] ?? {};
  const nothing = { attempt: 0, hedged: false, latencyMs: 0, cost: null };
  return { ...outcome, ...nothing, ask, provider, model, requestedAt: new Date() };
}

function nameOf({ asker }: Ask): string {
  return asker.replyId ?? `${asker.matchId} ${asker.seatId} ${asker.purpose}`;
}

function countUp(counts: LRUCache<string, number>, name: string): number {
  const count = (counts.get(name) ?? 0) + 1;
  counts.set(name, count);
  return count;
}
