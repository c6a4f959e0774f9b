import { z } from "zod";
import { failure, type Outcome } from "./call.ts";

const MOST_BYTES = 10 * 1024;

/** What is read of an answer; a body of any other shape is no answer. */
const completionSchema = z.object({
  model: z.string().optional(),
  usage: z
    .object({ prompt_tokens: z.int().min(0), completion_tokens: z.int().min(0) })
    .nullish()
    .catch(null),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({
        content: z.string().nullish(),
        refusal: z.string().nullish(),
        tool_calls: z
          .array(
            z.object({
              id: z.string(),
              function: z.object({ name: z.string(), arguments: z.string() }),
            }),
          )
          .nullish(),
      }),
    }),
  ),
});

/** An answer of status 200, and whether it is one to use. */
export function readAnswer(body: unknown, model: string): Outcome {
  const parsed = completionSchema.safeParse(body);
  if (!parsed.success) return failure("malformed");
  const { usage, choices } = parsed.data;
  const [choice] = choices;
  const about = {
    usage: usage
      ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens }
      : null,
    finishReason: choice?.finish_reason ?? null,
    snapshot: parsed.data.model ?? null,
  };
  if (!choice) return failure("empty", about);
  const { content, refusal, tool_calls } = choice.message;
  if (refusal || choice.finish_reason === "content_filter") return failure("refused", about);
  if (choice.finish_reason === "length") return failure("cut", about);
  const text = content?.trim() ?? "";
  if (Buffer.byteLength(text) > MOST_BYTES) return failure("too-long", about);
  const toolCalls = (tool_calls ?? []).map((each) => ({ id: each.id, ...each.function }));
  if (!text && toolCalls.length === 0) return failure("empty", about);
  const said = { ok: true as const, text, toolCalls, model: about.snapshot ?? model };
  return { ...about, said, retryAfterMs: null };
}
