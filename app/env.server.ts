import { z } from "zod";
import { unsafeAddress } from "../db/safe-address.ts";
import { complaintAbout, signInSettings, signInVariables } from "./sign-in-env.ts";

const NO_PORT = "none";

const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().min(1);

const secrets = z
  .string({ error: "is needed: it signs the sessions" })
  .transform((text) => text.split(",").map((secret) => secret.trim()))
  .refine((list) => list.every((secret) => secret.length >= 12), {
    error: "needs 12 characters or more in each of its secrets, separated by commas",
  });

const url = (what: string, ...protocols: string[]) =>
  z.string({ error: `is needed: ${what}` }).refine((text) => isUrl(text, protocols), {
    error: `must be an address that begins with ${protocols.join(" or ")}`,
  });

/** Hops as a number, or addresses and subnets as Express names them. */
const proxies = z.string().transform((text) => (/^\d+$/.test(text) ? Number(text) : text));

const envSchema = z
  .object({
    AMIANAI_ENV: z.enum(["development", "test", "production"]).default("development"),
    PORT: port.default(3000),
    HOST: z.string().default("127.0.0.1"),
    /** Several web processes listen on the port, and the kernel shares connections out. */
    PORT_SHARED: z.stringbool().default(false),
    /** Where `/metrics` listens, on this machine only; 0 or `none` for nowhere. */
    METRICS_PORT: z
      .union([z.literal(NO_PORT), port])
      .default(NO_PORT)
      .transform((value) => (value === NO_PORT || value === 0 ? null : value)),
    DATABASE_URL: url("it says where Postgres is", "postgres:", "postgresql:"),
    /** Perhaps a replica, for the boards. */
    DATABASE_READ_URL: url("", "postgres:", "postgresql:").optional(),
    REDIS_URL: url("it says where Redis is", "redis:", "rediss:"),
    REDIS_PREFIX: z.string().min(1).default("amianai"),
    /** The first secret signs, all of them are accepted. */
    SESSION_SECRET: secrets,
    TIME_SCALE: z.coerce.number().positive().max(1000).default(1),
    TRUST_PROXY: proxies.optional(),
    /** The address that players see, where a proxy stands in front. */
    PUBLIC_URL: url("", "http:", "https:").optional(),
    POOL_SIZE: count.default(10),
    /** Where the worker puts the files of exports. */
    EXPORTS_DIR: z.string().default(".local/exports"),
    /** What an export says that made it. */
    APP_COMMIT: z.string().default("unknown"),
    LEADERBOARD_MIN_GAMES: count.default(20),
    LEADERBOARD_MIN_PARTNERS: count.default(15),
    /** New sessions that one address may begin in a minute. */
    SESSIONS_PER_MINUTE: count.optional(),
    /** Event streams that one address may hold open in this process. */
    STREAMS_PER_ADDRESS: count.optional(),
    /** Requests that one address may make in a second, in one web process. */
    REQUESTS_PER_ADDRESS: count.optional(),
    /** Where traces go, by OTLP over HTTP; without one there are none. */
    OTEL_EXPORTER_OTLP_ENDPOINT: url("", "http:", "https:").optional(),
    /** Share of the traces that are kept. */
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
    ...signInVariables,
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
  })
  .superRefine((env, context) => {
    const wrong = complaintAbout(env);
    if (wrong) context.addIssue({ code: "custom", path: [wrong.variable], message: wrong.message });
    if (env.AMIANAI_ENV !== "production") return;
    const refuse = (name: string, message: string | null) => {
      if (message !== null) context.addIssue({ code: "custom", path: [name], message });
    };
    if (env.TIME_SCALE !== 1)
      refuse("TIME_SCALE", "must be 1 in production: it changes the protocols");
    if (env.SESSION_SECRET.some((secret) => secret.length < 32))
      refuse("SESSION_SECRET", "needs 32 characters or more in each of its secrets in production");
    refuse("DATABASE_URL", unsafeAddress(env.DATABASE_URL));
    if (env.DATABASE_READ_URL) refuse("DATABASE_READ_URL", unsafeAddress(env.DATABASE_READ_URL));
    refuse("REDIS_URL", unsafeAddress(env.REDIS_URL));
  })
  .transform((env) => ({
    ...env,
    SESSIONS_PER_MINUTE: env.SESSIONS_PER_MINUTE ?? Math.ceil(sessions(env) * env.TIME_SCALE),
    STREAMS_PER_ADDRESS: env.STREAMS_PER_ADDRESS ?? streams(env),
    REQUESTS_PER_ADDRESS: env.REQUESTS_PER_ADDRESS ?? requests(env),
    /** Null where sign-in is not offered: guests play on. */
    signIn: signInSettings(env),
    /** Served over HTTPS, by this process or by the proxy in front of it. */
    secure: env.AMIANAI_ENV === "production" || (env.PUBLIC_URL ?? "").startsWith("https:"),
  }));

export type Env = z.infer<typeof envSchema>;

/** What cannot be started with, in one sentence for whoever starts it. */
export class EnvProblem extends Error {}

/** Parsed once per process; a variable that is set to nothing counts as not set. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = envSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? "the environment");
  throw new EnvProblem(`${name} cannot be used: ${issue?.message ?? "it is not valid"}.`);
}

/** A trial's players all come from one address. */
function sessions({ AMIANAI_ENV }: { AMIANAI_ENV: string }): number {
  return AMIANAI_ENV === "production" ? 300 : 6000;
}

function streams({ AMIANAI_ENV }: { AMIANAI_ENV: string }): number {
  return AMIANAI_ENV === "production" ? 300 : 20_000;
}

function requests({ AMIANAI_ENV }: { AMIANAI_ENV: string }): number {
  return AMIANAI_ENV === "production" ? 80 : 20_000;
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}
