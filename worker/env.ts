import { z } from "zod";
import { unsafeAddress } from "../db/safe-address.ts";

const count = z.coerce.number().int().min(1);
const amount = z.coerce.number().min(0);
const names = z
  .string()
  .default("")
  .transform((text) => text.split(",").flatMap((name) => name.trim() || []));

const port = z.coerce.number().int().min(0).max(65_535);

const schema = z
  .object({
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }),
    REDIS_PREFIX: z.string().min(1).default("amianai"),
    TIME_SCALE: z.coerce.number().min(0.01).max(1000).default(1),
    AMIANAI_ENV: z.enum(["development", "test", "production"]).default("development"),
    OPENAI_BASE_URL: z.url().optional(),
    OPENAI_API_KEY: z.string().min(1).optional(),
    OPENAI_MODEL: z.string().min(1).default("gpt-4o-mini"),
    /** Asked in this order when the model before does not answer. */
    OPENAI_FALLBACK_MODELS: names,
    OPENAI_OUTPUT: z.enum(["json_schema", "json_object", "text"]).default("json_schema"),
    /** Reads messages of ended matches at the same endpoint; without one, rules alone do. */
    MODERATION_MODEL: z.string().min(1).optional(),
    MODEL_PROVIDERS_FILE: z.string().min(1).optional(),
    /** Of all workers together. */
    MODEL_CONCURRENCY: count.optional(),
    MODEL_REQUESTS_PER_MINUTE: count.optional(),
    /** Without a limit, there is none. */
    MODEL_MATCH_TOKENS: amount.optional(),
    MODEL_MATCH_USD: amount.optional(),
    MODEL_DAY_TOKENS: amount.optional(),
    MODEL_DAY_USD: amount.optional(),
    /** Unscaled milliseconds until a second model is asked; 0 for never. */
    HEDGE_AFTER_MS: amount.optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
    /** Share of the traces that are kept. */
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    OTEL_CAPTURE_TEXT: z.enum(["true", "false"]).default("false"),
    /** Metrics are for the operator's network only; without a port there are none. */
    METRICS_PORT: port.optional(),
    METRICS_HOST: z.string().min(1).default("127.0.0.1"),
    /** Where the files of exports lie; the web processes read them there. */
    EXPORTS_DIR: z.string().min(1).default(".local/exports"),
    /** What an export says that made it; else the checkout's own. */
    APP_COMMIT: z.string().min(1).optional(),
    POOL_SIZE: z.coerce.number().int().min(2).max(200).default(20),
    CONCURRENCY: z.coerce.number().int().min(1).max(1000).default(50),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  })
  .superRefine((env, context) => {
    if (env.AMIANAI_ENV !== "production") return;
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    if (env.TIME_SCALE !== 1) refuse("TIME_SCALE", "changes the protocols: refused in production");
    for (const name of ["DATABASE_URL", "REDIS_URL"] as const) {
      const why = unsafeAddress(env[name]);
      if (why) refuse(name, why);
    }
    if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL)
      refuse("OPENAI_API_KEY", "or OPENAI_BASE_URL is needed: no scripted model in production");
  });

export type WorkerEnv = z.infer<typeof schema>;

/** What cannot be started with, in a sentence that repeats no value. */
export class EnvProblem extends Error {}

/** @throws EnvProblem naming every variable that is missing or wrong. */
export function parseEnv(source: Record<string, string | undefined>): WorkerEnv {
  const given = Object.entries(source).filter(([, value]) => value !== "");
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new EnvProblem(`The worker's environment is unusable. ${issues.join("; ")}`);
}
