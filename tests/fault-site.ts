import { existsSync, readdirSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
import { asAdmin, databaseUrl } from "../infra/local/stores/template.ts";
import { runDbCommand } from "../infra/local/stack/parts.ts";
import { audit } from "./audit.ts";
import type { MatchesAtOnce } from "./matches-at-once.ts";
import type { Player } from "./players.ts";
import { WireClient } from "./wire.ts";
import { rulesetsFile } from "./play-site.ts";
import {
  freshDatabase,
  type PartEnv,
  type Started,
  startModel,
  startPostgres,
  startRedis,
  startWeb,
  startWorker,
} from "./stores.ts";

/** A minute takes six seconds. */
const TIME_SCALE = 10;

export interface Parts {
  webs?: number;
  workers?: number;
  /** A Postgres of its own, which a test may kill. */
  ownPostgres?: boolean;
  /** Where its data lie. */
  postgresFolder?: string | undefined;
  /** A Redis that finds what it knew after its end. */
  keptRedis?: boolean;
  /** Another version of the platform than this one. */
  folder?: string | undefined;
  /** What web and worker are told besides, given where the stores are. */
  told?: (stores: StoreUrls) => Promise<{ web: PartEnv; worker: PartEnv }>;
}

interface StoreUrls {
  DATABASE_URL: string;
  REDIS_URL: string;
  OPENAI_BASE_URL: string;
}

export type FaultSite = Awaited<ReturnType<typeof startFaultSite>>;

/** Processes and stores that a test may kill, flush and start again. */
export async function startFaultSite({
  webs = 1,
  workers = 1,
  ownPostgres = false,
  ...more
}: Parts) {
  const { postgresFolder, keptRedis, folder } = more;
  const [redis, postgres, model] = await Promise.all([
    startRedis({ kept: keptRedis ?? false }),
    ownPostgres
      ? startPostgres(postgresFolder === undefined ? {} : { folder: postgresFolder })
      : null,
    startModel(),
  ]);
  const database = postgres
    ? await madeIn(postgres)
    : (await freshDatabase({ RULESETS_FILE: rulesetsFile })).url;
  const env = {
    DATABASE_URL: database,
    REDIS_URL: redis.url,
    TIME_SCALE: String(TIME_SCALE),
    OPENAI_BASE_URL: model.url,
  };
  const told = await more.told?.(env);
  const part = (own?: PartEnv) => ({ env: { ...env, ...own }, folder });
  const [webParts, workerParts] = await Promise.all([
    Promise.all(Array.from({ length: webs }, () => startWeb(part(told?.web)))),
    Promise.all(Array.from({ length: workers }, () => startWorker(part(told?.worker)))),
  ]);
  return { database, redis, postgres, model, webs: webParts, workers: workerParts };
}

/**
 * Every match ends, and whatever was confirmed is there once, in one order for everybody.
 * @returns what is not so, in words
 */
export async function problemsOf(
  { database }: FaultSite,
  { players, shames, played }: MatchesAtOnce,
  late: readonly Player[],
): Promise<string[]> {
  const stuck = await played.then(
    () => [],
    (error: unknown) => [String(error)],
  );
  const all = [...players, ...late];
  const found = await audit(database, all);
  all.forEach((player) => player.close());
  return [...stuck, ...found, ...shames];
}

/** Waits until the processes answer again. */
export async function answering(webs: readonly Started[]): Promise<void> {
  const end = Date.now() + 20_000;
  for (const { url } of webs) {
    const client = new WireClient(url);
    while ((await client.get("/readyz").catch(() => null))?.status !== 200) {
      if (Date.now() > end) throw new Error(`${url} is not ready`);
      await delay(50);
    }
    client.close();
  }
}

/** A database as `freshDatabase` makes them, whose commits survive the end of the server. */
async function madeIn(postgres: Started): Promise<string> {
  await asAdmin(postgres.url, "create database faults");
  await asAdmin(postgres.url, "alter database faults set synchronous_commit = on");
  const env = { DATABASE_URL: databaseUrl(postgres.url, "faults"), RULESETS_FILE: rulesetsFile };
  await runDbCommand("db/migrate.ts", env, {});
  await runDbCommand("db/seed.ts", env, {});
  return env.DATABASE_URL;
}

/** Ends a server as `kill -9` does, and waits for its children, who see it and follow. */
export async function killWithChildren(started: Started): Promise<void> {
  const children = childrenOf(started.pid());
  await started.kill();
  const end = Date.now() + 15_000;
  while (children.some((pid) => existsSync(`/proc/${pid}`) && !isDead(pid))) {
    if (Date.now() > end) throw new Error("the children of a killed server live on");
    await delay(50);
  }
}

export function childrenOf(parent: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)[1] === String(parent));
}

const isDead = (pid: number) => statOf(pid)[0] === "Z";

/** State and parent, from behind the name, which may hold anything. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}
