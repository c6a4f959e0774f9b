import pino, { type Logger } from "pino";
import type { Env } from "../env.server.ts";

/** JSON lines with ids only: what players write, and what opens their sessions, stays out. */
export function openLog({ LOG_LEVEL }: Pick<Env, "LOG_LEVEL">): Logger {
  return pino({ level: LOG_LEVEL, base: { process: "web" }, serializers: { err: discreet } });
}

/** An error without what its query was given, which may be a player's words. */
export function discreet(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  const [told = ""] = message.split("\nparams:");
  const frames = stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return {
    type: name,
    message: told,
    ...("code" in error ? { code: error.code } : {}),
    ...("constraint" in error ? { constraint: error.constraint } : {}),
    stack: frames.join("\n"),
    ...(cause === undefined ? {} : { cause: discreet(cause) }),
  };
}
