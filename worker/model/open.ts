import type { Database } from "../../db/client.ts";
import { NO_TRACING, type Tracing } from "../../db/tracing.ts";
import type { Logger } from "pino";
import type { WorkerEnv } from "../env.ts";
import type { Telemetry } from "../telemetry.ts";
import type { LanguageModel } from "./ask.ts";
import { openBudget } from "./budget.ts";
import type { Call } from "./call.ts";
import { languageModel } from "./language-model.ts";
import { openLedger } from "./ledger.ts";
import { type Moderation, openModeration } from "./moderation.ts";
import { readProviders } from "./provider.ts";
import { recordCall } from "./trace.ts";

export interface OpenModel extends LanguageModel {
  moderation: Moderation | undefined;
  /** Ends what is under way and writes down what was called. */
  close(): Promise<void>;
}

interface Surroundings {
  database: Database;
  tracing: Tracing;
  telemetry: Telemetry;
  log: Logger;
}

/** The language model as a worker is told by its environment, with its books and figures. */
export function openModel(
  env: WorkerEnv,
  { database, tracing, telemetry, log }: Surroundings,
): OpenModel {
  const captureText = env.OTEL_CAPTURE_TEXT === "true";
  const ledger = openLedger(database, (calls, reason) => {
    telemetry.generationsLost.inc(calls);
    log.error({ calls, reason }, "calls of models not written");
  });
  const budget = openBudget({
    database,
    limits: limitsOf(env),
    unwritten: (matchId) => ledger.unwritten(matchId),
    onError: (error) =>
      log.warn({ error: error instanceof Error ? error.message : "unknown" }, "budget not read"),
  });
  const providers = readProviders(env, process.env);
  const moderation =
    env.MODERATION_MODEL === undefined
      ? undefined
      : openModeration(providers[0], {
          model: env.MODERATION_MODEL,
          refusal: (matchId) => budget.refusal({ asker: { matchId } }),
          onCall: (outcome) =>
            telemetry.models.calls.inc({
              provider: providers[0].name,
              model: env.MODERATION_MODEL,
              outcome,
            }),
        });
  const model = languageModel({
    providers,
    models: [env.OPENAI_MODEL, ...env.OPENAI_FALLBACK_MODELS],
    timeScale: env.TIME_SCALE,
    hedgeAfterMs:
      env.HEDGE_AFTER_MS === undefined ? undefined : env.HEDGE_AFTER_MS / env.TIME_SCALE,
    refusal: (ask) => budget.refusal(ask),
    onCall(call) {
      budget.note(call);
      ledger.add(call);
      if (tracing !== NO_TRACING) recordCall(tracing, call, captureText);
      observe(telemetry, call);
    },
  });
  telemetry.watchBreakers(() => model.breakers());
  return {
    ask: (ask) => model.ask(ask),
    moderation,
    async close() {
      await model.close();
      await ledger.close();
    },
  };
}

function limitsOf(env: WorkerEnv) {
  return {
    matchTokens: env.MODEL_MATCH_TOKENS,
    matchCost: env.MODEL_MATCH_USD,
    dayTokens: env.MODEL_DAY_TOKENS,
    dayCost: env.MODEL_DAY_USD,
  };
}

function observe({ models }: Telemetry, call: Call): void {
  const { provider, model, said, usage, cost, latencyMs, attempt } = call;
  const outcome = said.ok ? "ok" : said.error;
  models.calls.inc({ provider, model, outcome });
  if (attempt > 0) models.seconds.observe({ provider, model, outcome }, latencyMs / 1000);
  if (usage) {
    models.tokens.inc({ provider, model, kind: "prompt" }, usage.promptTokens);
    models.tokens.inc({ provider, model, kind: "completion" }, usage.completionTokens);
  }
  if (cost !== null) models.cost.inc({ provider, model }, cost);
}
