import type OpenAI from "openai";
import type { z } from "zod";

/** For whom a model is asked: what a generation's row says. */
export interface Asker {
  matchId: string;
  seatId: string;
  /** Null for a guess. */
  replyId: string | null;
  personaVersionId: string;
  purpose: "reply" | "guess";
}

export interface Ask {
  asker: Asker;
  /** In this order, `provider:model` or `model`; none for the installation's own. */
  models: readonly string[];
  messages: OpenAI.ChatCompletionMessageParam[];
  tools: readonly OpenAI.ChatCompletionFunctionTool[];
  /** The shape of the answer, sent as a JSON schema. */
  output: { name: string; schema: z.ZodType };
  temperature: number;
  /** Makes an answer repeatable where the provider can. */
  seed: number;
  /** Real milliseconds for all attempts together. */
  withinMs: number;
}

export interface ToolCall {
  id: string;
  name: string;
  /** As the model wrote it: JSON, or not. */
  arguments: string;
}

/** A failure is a value with a short code: the seat plays on without the model. */
export type Said =
  | { ok: true; text: string; toolCalls: readonly ToolCall[]; model: string }
  | { ok: false; error: string };

export interface LanguageModel {
  ask(ask: Ask): Promise<Said>;
}
