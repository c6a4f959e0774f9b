import { z } from "zod";

const toolCallSchema = z.looseObject({
  id: z.string(),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});

const messageSchema = z.discriminatedUnion("role", [
  z.looseObject({ role: z.enum(["system", "developer", "user"]), content: z.string() }),
  z.looseObject({
    role: z.literal("assistant"),
    content: z.string().nullish(),
    tool_calls: z.array(toolCallSchema).nullish(),
  }),
  z.looseObject({ role: z.literal("tool"), tool_call_id: z.string(), content: z.string() }),
]);

/** As much of OpenAI's chat completions as the platform uses; further fields are let through. */
export const requestSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(messageSchema).min(1),
  seed: z.int().nullish(),
  stream: z.boolean().nullish(),
  tools: z
    .array(
      z.looseObject({
        type: z.literal("function"),
        function: z.looseObject({ name: z.string().min(1) }),
      }),
    )
    .nullish(),
  response_format: z
    .looseObject({
      type: z.enum(["text", "json_object", "json_schema"]),
      json_schema: z.looseObject({ name: z.string() }).optional(),
    })
    .nullish(),
});

export type ChatRequest = z.infer<typeof requestSchema>;
export type ChatMessage = ChatRequest["messages"][number];

/** A refusal in OpenAI's shape. */
export interface ApiError {
  status: number;
  message: string;
  type: "invalid_request_error" | "authentication_error" | "requests" | "server_error";
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

/** A tool that the model wants used, with its arguments as JSON. */
export interface WantedTool {
  name: string;
  arguments: string;
}

/** What the model answers. */
export type Answer =
  | { kind: "text"; text: string }
  | { kind: "refusal"; refusal: string }
  | { kind: "tool"; tool: WantedTool };

export function completion(request: ChatRequest, answer: Answer, at: number) {
  const prompt = request.messages.reduce(
    (sum, { content }) => sum + tokensOf(content ?? ""),
    (request.tools ?? []).length * 40,
  );
  const said = tokensOf(JSON.stringify(answer));
  return {
    id: `chatcmpl-${at.toString(36)}${randomPart()}`,
    object: "chat.completion",
    created: Math.floor(at / 1000),
    model: request.model,
    choices: [
      {
        index: 0,
        message: messageOf(answer),
        logprobs: null,
        finish_reason: answer.kind === "tool" ? "tool_calls" : "stop",
      },
    ],
    usage: { prompt_tokens: prompt, completion_tokens: said, total_tokens: prompt + said },
  };
}

function messageOf(answer: Answer) {
  const role = "assistant";
  switch (answer.kind) {
    case "text":
      return { role, content: answer.text, refusal: null };
    case "refusal":
      return { role, content: null, refusal: answer.refusal };
    case "tool":
      return {
        role,
        content: null,
        refusal: null,
        tool_calls: [{ id: `call_${randomPart()}`, type: "function", function: answer.tool }],
      };
  }
}

const randomPart = () => Math.random().toString(36).slice(2, 12);

/** About four characters a token. */
const tokensOf = (text: string) => Math.ceil(text.length / 4);
