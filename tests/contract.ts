import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { z } from "zod";
import { type Call, Client, headerOf, type Reply, type Watch } from "./client.ts";
import type { StreamFrame } from "./event-stream.ts";

const contentSchema = z.record(
  z.string(),
  z.looseObject({
    schema: z.unknown(),
    "x-events": z.record(z.string(), z.unknown()).optional(),
  }),
);
const operationSchema = z.looseObject({
  responses: z.record(z.string(), z.looseObject({ content: contentSchema.optional() })),
});
const documentSchema = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
});

/** Holds whatever a client is told against `/api/v1/openapi.json`. */
export interface Contract extends Watch {
  /** What was said that the description does not allow. */
  readonly problems: string[];
  /** Which statuses of which calls, and which frames, were seen and fit. */
  readonly fitting: Map<string, number>;
}

export async function readContract(base: string): Promise<Contract> {
  const client = new Client(base);
  const reply = await client.get("/api/v1/openapi.json");
  client.close();
  const { paths } = documentSchema.parse(reply.json);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(z.record(z.string(), z.unknown()).parse(reply.json), "api");
  const compiled = new Map<unknown, ValidateFunction>();
  const problems: string[] = [];
  const fitting = new Map<string, number>();

  function check(what: string, schema: unknown, value: unknown): void {
    const validate = compiled.get(schema) ?? ajv.compile(absolute(schema));
    compiled.set(schema, validate);
    if (validate(value)) fitting.set(what, (fitting.get(what) ?? 0) + 1);
    else problems.push(`${what}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(value)}`);
  }

  function operationOf({ method, path }: Call) {
    const plain = path.split("?")[0] ?? path;
    const [template, methods] =
      Object.entries(paths).find(([candidate]) => patternOf(candidate).test(plain)) ?? [];
    const operation = methods?.[method.toLowerCase()];
    return operation && { operation, name: `${method} ${template ?? ""}` };
  }

  return {
    problems,
    fitting,
    reply(call: Call, told: Reply) {
      const found = operationOf(call);
      if (!found) return;
      const what = `${found.name} ${told.status}`;
      const described = found.operation.responses[told.status];
      if (!described) {
        problems.push(`${what} is not described: ${told.text}`);
        return;
      }
      const type = (headerOf(told, "content-type") ?? "").split(";")[0] ?? "";
      const content = described.content?.[type];
      if (type === "text/event-stream" && content) return;
      if (content) check(what, content.schema, told.json);
      else if (described.content ?? told.text !== "")
        problems.push(`${what} has no ${type || "empty body"} in the description`);
      else fitting.set(what, (fitting.get(what) ?? 0) + 1);
    },
    frame(path: string, { event, data }: StreamFrame) {
      const found = operationOf({ method: "GET", path });
      const events =
        found?.operation.responses["200"]?.content?.["text/event-stream"]?.["x-events"];
      const schema = events?.[event];
      if (schema) check(`${found?.name ?? path} ${event}`, schema, data);
      else problems.push(`${path}: a frame ${event} is not described`);
    },
  };
}

function patternOf(template: string): RegExp {
  const escaped = template.replace(/[.]/g, "\\.").replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${escaped}$`);
}

/** References are relative to the document that the schema was taken from. */
function absolute(schema: unknown): Record<string, unknown> {
  const text = JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"api#/');
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
