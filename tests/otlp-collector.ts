import { createServer } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { afterAll } from "vitest";

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

/** An OTLP collector over real HTTP, which may never answer; closed after the test file. */
export async function startCollector(answers: boolean) {
  const exports: Export[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((text) => {
      exports.push({ path: request.url, headers: request.headers, text });
      if (answers) response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a port expected");
  return { url: `http://127.0.0.1:${address.port}/api/public/otel`, exports };
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
