import OpenAI from "openai";
import type { LanguageModel } from "./model/ask.ts";

export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

interface Ask {
  messages: ChatMessage[];
  /** Null for the installation's own model. */
  model: string | null;
  temperature: number;
  /** Makes an answer repeatable where the provider can. */
  seed: number;
  json?: boolean;
}

/** A failure is a value: the seat plays on without the model. */
type Said = { ok: true; text: string; model: string } | { ok: false; error: string };

interface SimpleModel extends LanguageModel {
  say(ask: Ask): Promise<Said>;
}

export interface LanguageModelOptions {
  client: Pick<OpenAI, "chat">;
  defaultModel: string;
  /** For all attempts together. */
  timeoutMs: number;
  onCall?: (outcome: string, ms: number) => void;
}

/** Enough for any message that a ruleset allows, and for models that think first. */
const MOST_TOKENS = 1000;

/** Any provider that speaks OpenAI's chat completions. */
export function languageModel(options: LanguageModelOptions): SimpleModel {
  const { client, defaultModel, timeoutMs, onCall } = options;
  return {
    async ask({ models, messages, temperature, seed }) {
      const said = await this.say({
        model: models[0] ?? null,
        messages: messages.map(({ role, content }) => ({
          role: role === "assistant" || role === "system" ? role : "user",
          content: typeof content === "string" ? content : "",
        })),
        temperature,
        seed,
        json: true,
      });
      return said.ok ? { ...said, toolCalls: [] } : said;
    },
    async say(ask) {
      const startedAt = performance.now();
      const said = await attempt(client, { ...ask, model: ask.model ?? defaultModel }, timeoutMs);
      onCall?.(said.ok ? "ok" : said.error, performance.now() - startedAt);
      return said;
    },
  };
}

export function openAiClient(env: { OPENAI_BASE_URL?: string; OPENAI_API_KEY?: string }): OpenAI {
  return new OpenAI({
    baseURL: env.OPENAI_BASE_URL,
    // The client insists on a key, also where the endpoint asks for none.
    apiKey: env.OPENAI_API_KEY ?? "unused",
    maxRetries: 1,
    logLevel: "off",
  });
}

async function attempt(
  client: Pick<OpenAI, "chat">,
  ask: Ask & { model: string },
  timeoutMs: number,
): Promise<Said> {
  try {
    const completion = await client.chat.completions.create(
      {
        model: ask.model,
        messages: ask.messages,
        temperature: ask.temperature,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- other providers honour it
        seed: ask.seed,
        max_completion_tokens: MOST_TOKENS,
        ...(ask.json ? { response_format: { type: "json_object" as const } } : {}),
      },
      { timeout: Math.ceil(timeoutMs / 2), signal: AbortSignal.timeout(timeoutMs) },
    );
    const text = completion.choices.at(0)?.message.content?.trim();
    return text ? { ok: true, text, model: completion.model } : { ok: false, error: "empty" };
  } catch (error) {
    return { ok: false, error: nameOf(error) };
  }
}

/** A short name for the metrics: never the provider's text, which may hold the prompt. */
function nameOf(error: unknown): string {
  if (error instanceof OpenAI.APIConnectionTimeoutError) return "timeout";
  if (error instanceof OpenAI.APIUserAbortError) return "timeout";
  if (error instanceof OpenAI.APIConnectionError) return "connection";
  if (error instanceof OpenAI.APIError) return `status-${String(error.status ?? "unknown")}`;
  return "other";
}
