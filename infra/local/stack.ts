import { join } from "node:path";
import { root } from "./bootstrap/node24.mjs";
import { explain, Problem } from "./bootstrap/problem.mjs";
import { say, seconds, step } from "./bootstrap/progress.mjs";
import { together } from "./process/command.ts";
import { Crew } from "./process/crew.ts";
import { openLedger, ownerOf, sweep, type Ledger } from "./process/ledger.ts";
import { portIsFree } from "./process/ports.ts";
import { stopRequested } from "./process/signals.ts";
import { buildIfChanged } from "./stack/build.ts";
import { keepPorts, keptPorts, keptSecrets, openFolder, writeEnvFile } from "./stack/folder.ts";
import { readOptions, type Options } from "./stack/options.ts";
import { runDbCommand } from "./stack/parts.ts";
import { processSteps, usesLocalIssuer } from "./stack/processes.ts";
import { postgresStep, redisStep, type StorePlan } from "./stack/stores.ts";

const startedAt = Number(process.env.STARTED_AT ?? Date.now());
const notice = (text: string) => say(`  ${new Date().toISOString().slice(11, 19)} ${text}`);

/** Takes the place of the last run; ends what is left of it when it was killed. */
async function takeOver(options: Options): Promise<Ledger> {
  const file = join(options.folder, "run", "start.json");
  const owner = ownerOf(file);
  if (owner) {
    throw new Problem(
      `npm start already runs in this clone (process ${owner}): stop it with Ctrl-C where it runs, or with \`kill ${owner}\`.`,
    );
  }
  const ended = await sweep(file);
  if (ended.length > 0) notice(`ended what a killed run had left: ${ended.join(", ")}`);
  if (options.port > 0 && !(await portIsFree(options.port))) {
    throw new Problem(
      `Port ${options.port} is taken by another program: stop that, or choose another port, for example PORT=${options.port + 1} npm start.`,
    );
  }
  return openLedger(file);
}

async function start(options: Options, crew: Crew, ledger: Ledger, signal: AbortSignal) {
  const secrets = keptSecrets(options.folder);
  const ports = keptPorts(options.folder);
  const extras = { ledger, signal };
  const plan: StorePlan = {
    folder: options.folder,
    cache: join(root, ".local", "cache"),
    ports,
    passwords: secrets,
    durable: true,
    kept: true,
    crew,
    extras,
    notice,
  };
  const build = options.dev
    ? Promise.resolve()
    : step("build", async (detail) => {
        detail("remix vite:build");
        detail(await buildIfChanged({ ...extras, keepOld: false }));
      });
  const [redis, postgres] = await together(
    redisStep(plan, process.env.REDIS_URL),
    postgresStep(plan, process.env.DATABASE_URL),
    build,
  );
  const env = {
    DATABASE_URL: postgres,
    REDIS_URL: redis,
    SESSION_SECRET: process.env.SESSION_SECRET ?? secrets.session,
  };
  await step("migrations", () => runDbCommand("db/migrate.ts", env, extras));
  await step("seeds", () => runDbCommand("db/seed.ts", env, extras));
  keepPorts(options.folder, ports);
  ledger.deleteAtEnd(writeEnvFile(options.folder, env));
  return processSteps({ ...options, ports, env, crew, extras, notice });
}

async function main(): Promise<number> {
  const signal = stopRequested();
  const crew = new Crew();
  let ledger: Ledger | undefined;
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    openFolder(options.folder);
    ledger = await takeOver(options);
    const url = await start(options, crew, ledger, signal);
    say(`  all within ${seconds(Date.now() - startedAt)}; logs in ${join(options.folder, "logs")}`);
    if (usesLocalIssuer()) {
      say("  sign in as player, moderator, researcher or admin, or by any name; no password");
    }
    say(`ready on ${url}`);
    if (!signal.aborted) {
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    }
    return 0;
  } catch (error) {
    if (signal.aborted) return 130;
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  } finally {
    if (signal.aborted) say("stopping");
    const stopping = performance.now();
    await crew.stop();
    ledger?.close();
    if (signal.aborted) say(`stopped in ${seconds(performance.now() - stopping)}`);
  }
}

// A reader's terminal may be gone; stopping in order matters more than telling.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
process.exit(await main());
