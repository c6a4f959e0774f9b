import { readFileSync } from "node:fs";
import { z } from "zod";

/** How the shape of an answer is asked for; not every provider knows the first. */
const outputSchema = z.enum(["json_schema", "json_object", "text"]);

const providerSchema = z
  .object({
    name: z.string().regex(/^[a-z0-9-]+$/),
    baseUrl: z.url().default("https://api.openai.com/v1"),
    /** The environment variable that holds the key; none for an endpoint that asks for none. */
    keyVariable: z.string().min(1).optional(),
    output: outputSchema.optional(),
    /** Calls at once, of one worker process. */
    concurrency: z.int().min(1).default(64),
    /** Calls that begin within a minute, of one worker process. */
    requestsPerMinute: z.int().min(1).optional(),
  })
  .strict();

/** Where a model is asked, with its key. */
export interface Provider {
  name: string;
  baseUrl?: string;
  apiKey?: string;
  output: z.infer<typeof outputSchema>;
  concurrency: number;
  requestsPerMinute?: number;
}

interface ProvidersEnv {
  OPENAI_BASE_URL?: string;
  OPENAI_API_KEY?: string;
  OPENAI_OUTPUT: Provider["output"];
  MODEL_PROVIDERS_FILE?: string;
}

/**
 * The installation's own provider, named `default`, and those of the file.
 * @throws naming the file and the field that is wrong.
 */
export function readProviders(
  env: ProvidersEnv,
  variables: Record<string, string | undefined>,
): [Provider, ...Provider[]] {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey, OPENAI_OUTPUT: output } = env;
  const own = { name: "default", baseUrl, apiKey, output, concurrency: 64 };
  const path = env.MODEL_PROVIDERS_FILE;
  if (path === undefined) return [own];
  const further = parseFile(path).map(({ keyVariable, ...provider }, index) => {
    const apiKey = keyVariable === undefined ? undefined : variables[keyVariable];
    if (keyVariable !== undefined && !apiKey)
      throw new Error(`${path}: ${index}.keyVariable: ${keyVariable} is not set`);
    return { ...provider, output: provider.output ?? output, apiKey };
  });
  return [own, ...further];
}

function parseFile(path: string): z.infer<typeof providerSchema>[] {
  const text = readFileSync(path, "utf8");
  const names = z.array(providerSchema).superRefine((providers, context) => {
    const seen = new Set(["default"]);
    for (const [index, { name }] of providers.entries()) {
      if (seen.has(name))
        context.addIssue({ code: "custom", path: [index, "name"], message: "is taken" });
      seen.add(name);
    }
  });
  const parsed = names.safeParse(parsedJson(path, text));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`${path}: ${issues.join("; ")}`);
}

function parsedJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path}: is not JSON`);
  }
}
