import type { z } from "zod";
import type { Received } from "./receive.ts";
import { type Refusal, refuse } from "./refusals.ts";

type Fields = Record<string, unknown>;
type Read<T> = { ok: true; value: T } | Refusal;

const NOTHING: Read<Fields> = { ok: true, value: {} };

/** The fields of a body, form-encoded or JSON; none for an empty body. */
export function readBody({ type, bytes }: Received): Read<Fields> {
  if (bytes.length === 0) return NOTHING;
  const text = decode(bytes);
  if (text === null) return refuse("http/json");
  const [kind = ""] = type.split(";");
  switch (kind.trim().toLowerCase()) {
    case "application/json":
      return readJson(text);
    case "application/x-www-form-urlencoded":
      return { ok: true, value: fieldsOf(new URLSearchParams(text)) };
    default:
      return refuse("http/content-type");
  }
}

/** Parameters by name; a name that comes again makes a list. */
export function fieldsOf(parameters: URLSearchParams): Fields {
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** Fields as a schema wants them, or which of them are wrong. */
export function parseFields<T>(schema: z.ZodType<T>, fields: Fields): Read<T> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return { ok: true, value: parsed.data };
  const wrong: Record<string, string> = {};
  // The first complaint about a field is the one to heed first.
  for (const { path, message } of parsed.error.issues) wrong[String(path[0] ?? "")] ??= message;
  return refuse("http/invalid", { fields: wrong });
}

function readJson(text: string): Read<Fields> {
  try {
    const fields: unknown = JSON.parse(text);
    if (isFields(fields)) return { ok: true, value: fields };
    return refuse("http/invalid", { fields: { "": "the body must be an object" } });
  } catch {
    return refuse("http/json");
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
