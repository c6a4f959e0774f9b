import { randomUUID } from "node:crypto";
import { describeProcess } from "../db/processes.ts";
import type { WorkerFacts } from "../db/schema/operations.ts";
import type { Stores } from "../db/stores.ts";
import { forgetWorker, noteWorker } from "../db/workers.ts";
import type { WorkerEnv } from "./env.ts";
import type { Provider } from "./model/provider.ts";

/** Often enough to be believed, seldom enough to cost nothing. */
const NOTED_EVERY_MS = 2000;
/** The name of the stand-in's one model. */
const SCRIPTED = "scripted";

/** Tells the admins' pages that this worker is there. */
export interface Presence {
  /** @param repaired what a sweep of this worker's found undone; null where another one swept */
  note(repaired: Record<string, number> | null): Promise<void>;
  leave(): Promise<void>;
}

export function openPresence(stores: Stores, facts: WorkerFacts): Presence {
  const { database } = stores;
  const id = randomUUID();
  const figures: Record<string, number> = {};
  const described = describeProcess(stores, { kind: "worker", figures: () => figures });
  let notedAt = -Infinity;
  let swept = false;
  return {
    async note(repaired) {
      swept ||= repaired !== null;
      addUp(figures, repaired ?? {});
      if (performance.now() - notedAt < NOTED_EVERY_MS) return;
      notedAt = performance.now();
      await noteWorker(database, { id, facts, swept });
      swept = false;
    },
    async leave() {
      await Promise.allSettled([forgetWorker(database, id), described.leave()]);
    },
  };
}

/** All repairs of this worker's, and when the last one was. */
function addUp(figures: Record<string, number>, repaired: Record<string, number>): void {
  for (const [what, count] of Object.entries(repaired)) {
    if (count === 0) continue;
    figures[what] = (figures[what] ?? 0) + count;
    figures.repairedAt = Date.now();
  }
}

/** What a worker says of itself, without names of machines inside and without keys. */
export function factsOf(env: WorkerEnv, providers: readonly Provider[]): WorkerFacts {
  const models = [env.OPENAI_MODEL, ...env.OPENAI_FALLBACK_MODELS];
  return {
    models,
    providers: providers.map(({ name, baseUrl }) => ({ name, host: hostOf(baseUrl) })),
    scripted: models.every((model) => model === SCRIPTED),
    limits: {
      matchTokens: env.MODEL_MATCH_TOKENS,
      matchCost: env.MODEL_MATCH_USD,
      dayTokens: env.MODEL_DAY_TOKENS,
      dayCost: env.MODEL_DAY_USD,
    },
    node: process.version,
    timeScale: env.TIME_SCALE,
  };
}

function hostOf(baseUrl = "https://api.openai.com"): string {
  return new URL(baseUrl).host;
}
