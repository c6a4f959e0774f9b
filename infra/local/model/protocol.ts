import { z } from "zod";

/** As much of OpenAI's chat completions as the platform uses; further fields are let through. */
export const requestSchema = z.looseObject({
  model: z.string().min(1),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(["system", "developer", "user", "assistant"]),
        content: z.string(),
      }),
    )
    .min(1),
  seed: z.int().nullish(),
  stream: z.boolean().nullish(),
  response_format: z.looseObject({ type: z.string() }).nullish(),
});

export type ChatRequest = z.infer<typeof requestSchema>;

/** A refusal in OpenAI's shape. */
export interface ApiError {
  status: number;
  message: string;
  type: "invalid_request_error" | "authentication_error" | "server_error";
  param?: string | null;
  code?: string | null;
}

export const errorBody = ({ message, type, param = null, code = null }: ApiError) => ({
  error: { message, type, param, code },
});

export const MODEL = "scripted";

export const modelList = {
  object: "list",
  data: [{ id: MODEL, object: "model", created: 0, owned_by: "infra/local" }],
};

export function completion(request: ChatRequest, content: string, at: number) {
  const prompt = request.messages.reduce((sum, message) => sum + tokensOf(message.content), 0);
  const answer = tokensOf(content);
  return {
    id: `chatcmpl-${at.toString(36)}${Math.random().toString(36).slice(2, 10)}`,
    object: "chat.completion",
    created: Math.floor(at / 1000),
    model: request.model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content, refusal: null },
        logprobs: null,
        finish_reason: "stop",
      },
    ],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: answer,
      total_tokens: prompt + answer,
    },
  };
}

/** About four characters a token. */
const tokensOf = (text: string) => Math.ceil(text.length / 4);
