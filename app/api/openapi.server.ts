import { z } from "zod";
import { FRAMES, OPERATIONS } from "./contract.ts";
import { type Operation, REPLIES } from "./operation.ts";
import { type RefusalCode, REFUSALS } from "./refusals.ts";

type Json = Record<string, unknown>;
type JsonSchema = z.core.JSONSchema.JSONSchema;

const COMMON: readonly RefusalCode[] = [
  "http/url",
  "http/method",
  "session/token",
  "key/refused",
  "key/scope",
  "rate/too-many",
  "service/unavailable",
];

let described: Json | undefined;

/** The API's description, from the schemas that parse its requests and type its replies. */
export function openApiDocument(): Json {
  described ??= {
    openapi: "3.1.0",
    info: {
      title: "AmIAnAI",
      version: "1",
      description:
        "Every reply is JSON; times are ISO 8601 in UTC. A plain form by a browser is answered with 303 instead. Each session may make ten requests a second and more in bursts.",
    },
    servers: [{ url: "/" }],
    paths: pathsOf(OPERATIONS),
    components: {
      schemas: { ...repliesAsSchemas(), ...framesAsSchemas() },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "session" },
        issuer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        key: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "aaai_…",
          description:
            "A researcher's key, from /research/keys. It makes the calls of its scopes and no other, 120 a minute.",
        },
      },
    },
  };
  return described;
}

function pathsOf(operations: readonly Operation[]): Json {
  const paths = Map.groupBy(operations, ({ path }) => path);
  return Object.fromEntries(
    [...paths].map(([path, calls]) => [
      path,
      Object.fromEntries(calls.map((call) => [call.method, describe(call)])),
    ]),
  );
}

function describe(call: Operation): Json {
  return {
    summary: call.summary,
    security: securityOf(call),
    parameters: [
      ...parametersIn("path", call.parameters),
      ...parametersIn("query", call.query),
      ...(call.stream === "match" ? [LAST_EVENT_ID] : []),
    ],
    ...(call.body ? { requestBody: bodyOf(call.body) } : {}),
    responses: {
      ...successes(call),
      ...refusals([...call.refusals, ...COMMON]),
    },
  };
}

function securityOf({ session, scope }: Operation): Json[] {
  const inPerson = session ? [{ session: [] }, { issuer: [] }] : [];
  return scope ? [...inPerson, { key: [scope] }] : inPerson;
}

const LAST_EVENT_ID = {
  name: "Last-Event-ID",
  in: "header",
  required: false,
  description: "The last frame seen: exactly the later ones follow",
  schema: { type: "string" },
};

function parametersIn(place: "path" | "query", schema: z.ZodObject | undefined): Json[] {
  const { properties } = schema ? input(schema) : {};
  return Object.entries(properties ?? {}).map(([name, described]) => ({
    name,
    in: place,
    required: place === "path",
    schema: described,
  }));
}

function bodyOf(schema: z.ZodObject): Json {
  const content = { schema: input(schema) };
  return {
    required: !schema.safeParse({}).success,
    content: { "application/json": content, "application/x-www-form-urlencoded": content },
  };
}

function successes({ replies, stream }: Operation): Json {
  const documents: [string, Json][] = Object.entries(replies).map(([status, { what, schema }]) => [
    status,
    {
      description: what,
      ...(schema ? { content: { "application/json": { schema: reference(schema) } } } : {}),
    },
  ]);
  return { ...Object.fromEntries(documents), ...(stream ? { 200: streamOf(stream) } : {}) };
}

function streamOf(stream: keyof typeof FRAMES): Json {
  const events = Object.keys(FRAMES[stream]);
  return {
    description: `Server-sent events: ${events.join(", ")}. \`data\` is JSON; a comment comes every 15 seconds.`,
    content: {
      "text/event-stream": {
        schema: { type: "string" },
        "x-events": Object.fromEntries(
          events.map((event) => [event, reference(frameName(stream, event))]),
        ),
      },
    },
  };
}

function refusals(codes: readonly RefusalCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => REFUSALS[code][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, same]) => [
      status,
      {
        description: same.map((code) => `\`${code}\`: ${REFUSALS[code][1]}`).join("\n\n"),
        content: { "application/json": { schema: reference("Error") } },
      },
    ]),
  );
}

function repliesAsSchemas(): Json {
  return Object.fromEntries(
    Object.entries(REPLIES).map(([name, schema]) => [name, output(schema)]),
  );
}

function framesAsSchemas(): Json {
  return Object.fromEntries(
    Object.entries(FRAMES).flatMap(([stream, frames]) =>
      Object.entries(frames).map(([event, schema]) => [frameName(stream, event), output(schema)]),
    ),
  );
}

function frameName(stream: string, event: string): string {
  return [stream, event, "frame"]
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function reference(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function input(schema: z.ZodType): JsonSchema {
  return plain(z.toJSONSchema(schema, { io: "input" }));
}

function output(schema: z.ZodType): JsonSchema {
  return plain(z.toJSONSchema(schema, { io: "output", reused: "inline" }));
}

/** A schema within the document speaks the document's dialect. */
function plain(schema: JsonSchema): JsonSchema {
  const inner = { ...schema };
  delete inner.$schema;
  return inner;
}
