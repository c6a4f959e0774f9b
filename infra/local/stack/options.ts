import { resolve } from "node:path";
import { root } from "../bootstrap/node24.mjs";
import { Problem } from "../bootstrap/problem.mjs";

export interface Options {
  /** Hot reload instead of a build. */
  dev: boolean;
  /** Data, logs and secrets of this run. */
  folder: string;
  port: number;
  production: boolean;
  /** Processes of each kind. */
  webs: number;
  workers: number;
}

const mostProcesses = 64;

export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const production = env.AMIANAI_ENV === "production";
  if (production) refuseDefaults(env);
  return {
    dev: args.includes("--dev"),
    folder: resolve(root, env.LOCAL_DIR ?? ".local"),
    port: readPort(env.PORT ?? "3000"),
    production,
    webs: readCount(args, "--web"),
    workers: readCount(args, "--workers"),
  };
}

function readCount(args: string[], name: string): number {
  const at = args.indexOf(name);
  if (at < 0) return 1;
  const count = Number(args[at + 1]);
  if (Number.isInteger(count) && count >= 1 && count <= mostProcesses) return count;
  throw new Problem(`${name} needs a whole number from 1 to ${mostProcesses}.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (text !== "" && Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Problem(`PORT=${text} is not a port: use a number from 0 (any free one) to 65535.`);
}

/** What is drawn or scripted for a local run must never serve real players. */
function refuseDefaults(env: NodeJS.ProcessEnv): void {
  const wanted = {
    DATABASE_URL: "the local Postgres has a generated password and no backups",
    REDIS_URL: "the local Redis has a generated password",
    SESSION_SECRET: "a generated secret would sign the sessions",
  };
  const missing = Object.entries(wanted).filter(([name]) => !env[name]);
  const reasons = missing.map(([name, why]) => `${name} is not set (${why})`);
  if (!env.OPENAI_API_KEY && !env.OPENAI_BASE_URL) {
    reasons.push("OPENAI_API_KEY or OPENAI_BASE_URL is not set (the scripted model is for trials)");
  }
  if (env.TIME_SCALE && Number(env.TIME_SCALE) !== 1) {
    reasons.push("TIME_SCALE is set (it changes the protocols)");
  }
  if (reasons.length > 0) {
    throw new Problem(`AMIANAI_ENV=production refuses to start: ${reasons.join("; ")}.`);
  }
}
