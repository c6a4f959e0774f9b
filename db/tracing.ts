import type { Attributes } from "@opentelemetry/api";

/** What is said of a piece of work. Ids, never words. */
interface About {
  kind?: "server" | "client" | "consumer" | "internal";
  /** `traceparent` of what caused it, where that was elsewhere; left out, it is what runs here. */
  from?: string | undefined;
  attributes?: Attributes;
  startedAt?: Date;
}

interface Ending {
  attributes?: Attributes;
  /** What kind of failure; its message may hold a player's words. */
  failure?: string;
  at?: Date;
}

interface OpenSpan {
  /** Runs work whose own spans, jobs and announcements belong to this one. */
  run<T>(work: () => T): T;
  end(ending?: Ending): void;
}

/** What a piece of work caused elsewhere, as one trace. */
export interface Tracing {
  begin(name: string, about?: About): OpenSpan;
  /** What runs here as W3C `traceparent`; undefined where nothing is traced. */
  carrier(): string | undefined;
  close(): Promise<void>;
}

const NO_SPAN: OpenSpan = { run: (work) => work(), end: () => undefined };

/** Where no collector is named: it costs a call of an empty function. */
export const NO_TRACING: Tracing = {
  begin: () => NO_SPAN,
  carrier: () => undefined,
  close: () => Promise.resolve(),
};

/** Does work in a span of its own, which tells whether it failed. */
export async function inSpan<T>(span: OpenSpan, work: () => Promise<T>): Promise<T> {
  try {
    const done = await span.run(work);
    span.end();
    return done;
  } catch (error) {
    span.end({ failure: error instanceof Error ? error.name : typeof error });
    throw error;
  }
}
