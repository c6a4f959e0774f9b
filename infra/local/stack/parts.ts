import { root } from "../bootstrap/node24.mjs";
import { Problem } from "../bootstrap/problem.mjs";
import { run, type Command } from "../process/command.ts";
import type { Launch } from "../process/launch.ts";
import { keptModules, quickImports } from "../process/quick-start.ts";

/** What the processes are told by their environment, their contract with whoever starts them. */
export interface PartEnvironment {
  DATABASE_URL?: string;
  REDIS_URL?: string;
  SESSION_SECRET?: string;
  OPENAI_API_KEY?: string;
  OPENAI_BASE_URL?: string;
  PORT?: string;
  METRICS_PORT?: string;
  [further: string]: string | undefined;
}

const readyWithinMs = 60_000;

const part = (name: string, args: string[], env: PartEnvironment, ready: RegExp): Launch => ({
  name,
  command: process.execPath,
  args: [quickImports, ...args],
  env: { ...keptModules, ...process.env, ...env },
  cwd: root,
  ready,
  readyWithinMs,
});

/** Vite reloads pages; what Node itself has loaded needs a new process. */
const watching = ["--watch", "--watch-preserve-output"];

export const webPart = (env: PartEnvironment, how: "built" | "dev"): Launch =>
  part(
    "web",
    how === "dev" ? [...watching, "app/server.ts", "--dev"] : ["app/server.ts"],
    { NODE_ENV: how === "dev" ? "development" : "production", ...env },
    /ready on (http:\/\/\S+)/,
  );

export const workerPart = (env: PartEnvironment, how: "built" | "dev"): Launch =>
  part(
    "worker",
    how === "dev" ? [...watching, "worker/main.ts"] : ["worker/main.ts"],
    { NODE_ENV: how === "dev" ? "development" : "production", ...env },
    /worker ready/,
  );

export const modelPart = (env: PartEnvironment): Launch =>
  part("model", ["infra/local/model/main.ts"], env, /model ready on (http:\/\/\S+)/);

export const issuerPart = (env: PartEnvironment): Launch =>
  part("issuer", ["infra/local/issuer/main.ts"], env, /issuer ready on (http:\/\/\S+)/);

/** Runs a command of `db/` to its end. */
export async function runDbCommand(
  script: "db/migrate.ts" | "db/seed.ts",
  env: PartEnvironment,
  limits: Pick<Command, "ledger" | "signal">,
): Promise<void> {
  const outcome = await run({
    command: process.execPath,
    args: [quickImports, script],
    cwd: root,
    env: { ...keptModules, ...process.env, ...env },
    ...limits,
  });
  if (outcome.ok) return;
  const said = /^\w*Error: (.+)$/m.exec(outcome.output)?.[1];
  if (said) throw new Problem(`${script} stopped: ${said}`);
  throw new Problem(`${script} failed (${outcome.how}).`, outcome.output);
}
