import { createServer } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { serve } from "./http-server.ts";

interface Export {
  path: string | undefined;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** A span by the OTLP JSON encoding. */
interface Span {
  /** The process that made it. */
  service: unknown;
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  status: { code: number; message?: string };
  attributes: Attribute[];
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface Batch {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { spans: Omit<Span, "service">[] }[];
  }[];
}

/** An OTLP collector over real HTTP, which may never answer; closed by `stopEverything`. */
export async function startCollector(answers: boolean) {
  const exports: Export[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      exports.push({ path: request.url, headers: request.headers, text });
      if (answers) response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  return { url: `${await serve(server)}/api/public/otel`, exports };
}

export function spansIn(exports: readonly Export[]): Span[] {
  return exports.flatMap(({ text }) =>
    (JSON.parse(text) as Batch).resourceSpans.flatMap(({ resource, scopeSpans }) => {
      const service = attributesOf(resource)["service.name"];
      return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ service, ...span })));
    }),
  );
}

export function attributesOf({ attributes }: Pick<Span, "attributes">): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
