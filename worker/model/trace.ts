import { setTimeout as delay } from "node:timers/promises";
import type { Attributes } from "@opentelemetry/api";
import type { Call } from "./call.ts";

/** What a collector that does not answer may take of a shutdown, milliseconds. */
const FAREWELL_MS = 2000;

export interface Tracing {
  record(call: Call): void;
  close(): Promise<void>;
}

/**
 * A span for each call by OpenTelemetry's conventions for generative AI, sent in batches to the
 * OTLP/HTTP collector of `OTEL_EXPORTER_OTLP_ENDPOINT` and `OTEL_EXPORTER_OTLP_HEADERS`. One that
 * is down or slow loses spans and delays nothing.
 * @param captureText whether the spans tell what was said
 */
export async function openTracing(captureText: boolean): Promise<Tracing> {
  // Loaded where they are wanted only: a start without traces is faster by them.
  const [api, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/sdk-trace"),
  ]);
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ "service.name": "amianai-worker" }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: 1000 }),
    ],
  });
  const tracer = provider.getTracer("amianai.model");

  return {
    record(call) {
      const { said, model, requestedAt, latencyMs } = call;
      const attributes = { ...attributesOf(call), ...(captureText ? textOf(call) : {}) };
      const kind = api.SpanKind.CLIENT;
      const span = tracer.startSpan(`chat ${model}`, { kind, startTime: requestedAt, attributes });
      if (!said.ok) span.setStatus({ code: api.SpanStatusCode.ERROR, message: said.error });
      span.end(requestedAt.getTime() + latencyMs);
    },
    async close() {
      const closing = provider.shutdown().catch(() => undefined);
      await Promise.race([closing, delay(FAREWELL_MS, undefined, { ref: false })]);
    },
  };
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
