import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { z } from "zod";
import type { ApiClient, Reply } from "./client.ts";

const operationSchema = z.looseObject({
  responses: z.record(
    z.string(),
    z.looseObject({ content: z.record(z.string(), z.looseObject({})).optional() }),
  ),
});
const documentSchema = z.looseObject({
  openapi: z.literal("3.1.0"),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.looseObject({ schemas: z.record(z.string(), z.looseObject({})) }),
});

/** Checks replies against the description that the server itself gives. */
export async function openApiOf(client: ApiClient) {
  const { json } = await client.get("/api/v1/openapi.json");
  const document = documentSchema.parse(json);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajvFormats(ajv);
  ajv.addSchema(document, "api");
  const validators = new Map<string, ValidateFunction>();

  function validate(pointer: string, value: unknown): string[] {
    const check = validators.get(pointer) ?? ajv.compile({ $ref: `api#${pointer}` });
    validators.set(pointer, check);
    if (check(value)) return [];
    return (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }

  return {
    document,
    /** What is wrong with a reply, by the description; nothing where it fits. */
    problemsOf(
      method: string,
      path: string,
      { status, json: body, text, headers }: Reply,
    ): string[] {
      const operation = document.paths[path]?.[method.toLowerCase()];
      const described = operation?.responses[String(status)];
      if (!described) return [`${method} ${path} does not describe ${status}`];
      if (!described.content) return text === "" ? [] : ["a body where none is described"];
      if (!headers.get("Content-Type")?.startsWith("application/json")) return ["not JSON"];
      const parts = ["paths", path, method.toLowerCase(), "responses", String(status), "content"];
      const pointer = [...parts, "application/json", "schema"].map(escaped).join("/");
      return validate(`/${pointer}`, body);
    },
    /** What is wrong with a frame, by the description. */
    problemsOfFrame(stream: "Match" | "Lobby", event: string, data: unknown): string[] {
      const name = `${stream}${event.charAt(0).toUpperCase()}${event.slice(1)}Frame`;
      return validate(`/components/schemas/${name}`, data);
    },
  };
}

function escaped(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}
