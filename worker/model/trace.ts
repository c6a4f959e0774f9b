import type { Attributes } from "@opentelemetry/api";
import type { Tracing } from "../../db/tracing.ts";
import type { Call } from "./call.ts";

/**
 * Writes a call down by OpenTelemetry's conventions for generative AI, as a part of the job that
 * asked for it.
 * @param captureText whether the spans tell what was said
 */
export function recordCall(tracing: Tracing, call: Call, captureText: boolean): void {
  const { said, model, requestedAt, latencyMs } = call;
  const attributes = { ...attributesOf(call), ...(captureText ? textOf(call) : {}) };
  const about = { kind: "client", startedAt: requestedAt, attributes } as const;
  const at = new Date(requestedAt.getTime() + latencyMs);
  tracing.begin(`chat ${model}`, about).end(said.ok ? { at } : { at, failure: said.error });
}

/** https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/ */
function attributesOf(call: Call): Attributes {
  const { ask, said, usage, provider, model } = call;
  const { matchId, seatId, replyId, personaVersionId, purpose } = ask.asker;
  return {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": provider,
    // Its name before version 1.37 of the conventions, which some collectors still read.
    "gen_ai.system": provider,
    "gen_ai.request.model": model,
    "gen_ai.request.temperature": ask.temperature,
    "gen_ai.request.seed": ask.seed,
    "gen_ai.response.model": call.snapshot ?? undefined,
    "gen_ai.response.finish_reasons": call.finishReason ? [call.finishReason] : undefined,
    "gen_ai.usage.input_tokens": usage?.promptTokens,
    "gen_ai.usage.output_tokens": usage?.completionTokens,
    "error.type": said.ok ? undefined : said.error,
    "amianai.match.id": matchId,
    "amianai.seat.id": seatId,
    "amianai.reply.id": replyId ?? undefined,
    "amianai.persona_version.id": personaVersionId,
    "amianai.purpose": purpose,
    "amianai.attempt": call.attempt,
    "amianai.hedged": call.hedged,
    "amianai.cost_usd": call.cost ?? undefined,
  };
}

function textOf({ ask, said }: Call): Attributes {
  return {
    "gen_ai.input.messages": JSON.stringify(ask.messages),
    "gen_ai.output.messages": said.ok
      ? JSON.stringify([
          {
            role: "assistant",
            content: said.text,
            tool_calls: said.toolCalls.map(({ name }) => name),
          },
        ])
      : undefined,
  };
}
