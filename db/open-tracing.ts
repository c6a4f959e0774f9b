import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as delay } from "node:timers/promises";
import type { Context, Span } from "@opentelemetry/api";
import { NO_TRACING, type Tracing } from "./tracing.ts";

/** What a collector that does not answer may take of a shutdown, milliseconds. */
const FAREWELL_MS = 2000;

interface TracingOptions {
  /** The process: `amianai-web`, `amianai-worker`. */
  service: string;
  /** The OTLP/HTTP collector's address; without one nothing is traced. */
  endpoint: string | undefined;
  /** Share of the traces that are kept, 0 to 1. */
  share: number;
}

/**
 * Spans of this process, sent in batches to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT` and
 * `OTEL_EXPORTER_OTLP_HEADERS`. One that is down or slow loses spans and delays nothing.
 */
export async function openTracing({ service, endpoint, share }: TracingOptions): Promise<Tracing> {
  if (endpoint === undefined) return NO_TRACING;
  // Loaded where they are wanted only: a start without traces is faster by them.
  const [api, { OTLPTraceExporter }, { resourceFromAttributes }, sdk] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/exporter-trace-otlp-http"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/sdk-trace"),
  ]);
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ "service.name": service }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.TraceIdRatioBasedSampler(share) }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: 1000 }),
    ],
  });
  const tracer = provider.getTracer("amianai");
  const running = new AsyncLocalStorage<Context>();
  const kinds = {
    server: api.SpanKind.SERVER,
    client: api.SpanKind.CLIENT,
    consumer: api.SpanKind.CONSUMER,
    internal: api.SpanKind.INTERNAL,
  };

  const contextOf = (from: string | undefined): Context => {
    const parent = from === undefined ? null : spanContextOf(from);
    if (parent) return api.trace.setSpanContext(api.ROOT_CONTEXT, parent);
    return running.getStore() ?? api.ROOT_CONTEXT;
  };

  return {
    begin(name, { kind = "internal", from, attributes, startedAt } = {}) {
      const context = contextOf(from);
      const options = { kind: kinds[kind], attributes, startTime: startedAt };
      const span = tracer.startSpan(name, options, context);
      return {
        run: (work) => running.run(api.trace.setSpan(context, span), work),
        end({ attributes: more = {}, failure, at } = {}) {
          span.setAttributes(more);
          if (failure !== undefined)
            span.setStatus({ code: api.SpanStatusCode.ERROR, message: failure });
          span.end(at);
        },
      };
    },
    carrier() {
      const context = running.getStore();
      const span = context && api.trace.getSpan(context);
      return span && traceparentOf(span);
    },
    async close() {
      const closing = provider.shutdown().catch(() => undefined);
      await Promise.race([closing, delay(FAREWELL_MS, undefined, { ref: false })]);
    },
  };
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
}

function spanContextOf(traceparent: string) {
  const fields = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent);
  const [, traceId, spanId, flags] = fields ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}
