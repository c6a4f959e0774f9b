import type OpenAI from "openai";
import { z } from "zod";
import type { Ask } from "./ask.ts";
import type { Provider } from "./provider.ts";

/** Enough for any message that a ruleset allows, and for models that think first. */
const MOST_TOKENS = 1000;

/** What some models refuse, so that a call can be repeated without it. */
export const OPTIONAL = ["temperature", "seed", "response_format"] as const;
export type Optional = (typeof OPTIONAL)[number];

type Body = OpenAI.ChatCompletionCreateParamsNonStreaming;

/** What is sent for an ask, leaving out what this model has refused before. */
export function requestBody(
  { messages, tools, output, temperature, seed }: Ask,
  model: string,
  format: Provider["output"],
  without: ReadonlySet<Optional>,
): Body {
  const body: Body = {
    model,
    messages,
    temperature,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- other providers honour it
    seed,
    max_completion_tokens: MOST_TOKENS,
    ...(tools.length > 0 ? { tools: [...tools] } : {}),
    ...(format === "text" ? {} : { response_format: formatOf(output, format) }),
  };
  for (const name of without) Reflect.deleteProperty(body, name);
  return body;
}

function formatOf({ name, schema }: Ask["output"], type: "json_schema" | "json_object") {
  return type === "json_object"
    ? { type }
    : { type, json_schema: { name, ...jsonSchemaOf(schema) } };
}

interface Shape {
  schema: Record<string, unknown>;
  strict: boolean;
}
const known = new WeakMap<z.ZodType, Shape>();

function jsonSchemaOf(type: z.ZodType): Shape {
  const before = known.get(type);
  if (before) return before;
  const schema: Shape["schema"] = z.toJSONSchema(type, {
    override: ({ jsonSchema }) => {
      // OpenAI's strict schemas know neither; Zod checks the answer anyway.
      delete jsonSchema.minLength;
      delete jsonSchema.maxLength;
    },
  });
  delete schema.$schema;
  const shape = { schema, strict: isStrict(schema) };
  known.set(type, shape);
  return shape;
}

/** Whether OpenAI takes it as a strict schema: no object may leave a field out. */
function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (typeof schema !== "object" || schema === null) return true;
  if ("properties" in schema) {
    const fields = Object.keys(schema.properties ?? {});
    const required: unknown = "required" in schema ? schema.required : [];
    if (!Array.isArray(required) || required.length !== fields.length) return false;
    if (!("additionalProperties" in schema) || schema.additionalProperties !== false) return false;
  }
  return Object.values(schema).every(isStrict);
}
