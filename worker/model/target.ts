import OpenAI, { BadRequestError } from "openai";
import { readAnswer } from "./answer.ts";
import type { Ask } from "./ask.ts";
import { type Address, failure, type Outcome } from "./call.ts";
import { faultOf } from "./faults.ts";
import { type Gate, openGate } from "./gate.ts";
import { type Health, openHealth } from "./health.ts";
import type { Provider } from "./provider.ts";
import { OPTIONAL, type Optional, requestBody } from "./request.ts";

/** One model of one provider, ready to be asked. */
export interface Target extends Address {
  gate: Gate;
  health: Health;
  /** One call; it ends with the signal at the latest. */
  call(ask: Ask, signal: AbortSignal): Promise<Outcome>;
}

export interface Targets {
  /** In the order given; those of the installation's own where none is. */
  of(models: readonly string[]): Target[];
  all(): Iterable<Target>;
}

interface TargetsOptions {
  /** The first is the installation's own. */
  providers: readonly [Provider, ...Provider[]];
  models: readonly string[];
  timeScale: number;
}

/** Models by name, `provider:model` or `model`. */
export function openTargets({ providers, models, timeScale }: TargetsOptions): Targets {
  const [own] = providers;
  const open = new Map(providers.map((provider) => [provider.name, openProvider(provider)]));
  const targets = new Map<string, Target>();

  const targetOf = (name: string): Target => {
    const { provider, model } = addressOf(name, providers, own);
    const key = `${provider.name}:${model}`;
    const before = targets.get(key);
    if (before) return before;
    const { client, gate } = open.get(provider.name) ?? openProvider(provider);
    const target = {
      provider: provider.name,
      model,
      gate,
      health: openHealth(timeScale),
      call: caller(client, provider, model),
    };
    targets.set(key, target);
    return target;
  };

  return {
    of: (wanted) => (wanted.length > 0 ? wanted : models).map(targetOf),
    all: () => targets.values(),
  };
}

/** Names of models may hold colons themselves: only a provider's name is one. */
function addressOf(name: string, providers: readonly Provider[], own: Provider) {
  const colon = name.indexOf(":");
  const provider = providers.find((each) => colon > 0 && each.name === name.slice(0, colon));
  return provider ? { provider, model: name.slice(colon + 1) } : { provider: own, model: name };
}

function openProvider(provider: Provider): { client: OpenAI; gate: Gate } {
  const client = new OpenAI({
    baseURL: provider.baseUrl,
    // The client insists on a key, also where the endpoint asks for none.
    apiKey: provider.apiKey ?? "unused",
    maxRetries: 0,
    logLevel: "off",
  });
  return { client, gate: openGate(provider) };
}

function caller(client: OpenAI, { output }: Provider, model: string): Target["call"] {
  const without = new Set<Optional>();
  return async (ask, signal) => {
    try {
      const body = requestBody(ask, model, output, without);
      const answer: unknown = await client.chat.completions.create(body, { signal });
      return readAnswer(answer, model);
    } catch (error) {
      if (signal.aborted) return failure("timeout");
      const refused = refusedField(error);
      if (refused === null || without.has(refused)) return faultOf(error, Date.now());
      without.add(refused);
      return failure("unsupported");
    }
  };
}

/** A field that this model does not take, as reasoning models take no temperature. */
function refusedField(error: unknown): Optional | null {
  if (!(error instanceof BadRequestError)) return null;
  return OPTIONAL.find((name) => error.param === name) ?? null;
}
