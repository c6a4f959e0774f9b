/**
 * Real stores and real processes for tests. What a test file starts here is ended after it, by
 * Vitest's set-up; elsewhere (load generators) call `stopEverything` yourself.
 */
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../infra/local/bootstrap/node24.mjs";
import { launch, type Running } from "../infra/local/process/launch.ts";
import { freePort } from "../infra/local/process/ports.ts";
import { keptIssuerKeys } from "../infra/local/issuer/keys.ts";
import { issuerPart, modelPart, webPart, workerPart } from "../infra/local/stack/parts.ts";
import { launchPostgres, postgresUrl } from "../infra/local/stores/postgres.ts";
import { postgresPlace } from "../infra/local/stores/postgres-place.ts";
import { launchRedis, redisUrl } from "../infra/local/stores/redis.ts";
import { findRedis } from "../infra/local/stores/redis-binary.ts";
import { asAdmin, copyTemplate } from "../infra/local/stores/template.ts";

const graceMs = 20_000;
const cleanups: (() => Promise<void> | void)[] = [];

/** Ends what was started, the latest first. */
export async function stopEverything(): Promise<void> {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
}

const unique = () => randomBytes(6).toString("hex");

/** A process that a test may end and start again at the same address. */
export interface Started {
  readonly url: string;
  pid(): number;
  /** Its last lines. */
  output(): string;
  /** As an operator does: it may finish its work. */
  stop(): Promise<void>;
  /** As a crash does. */
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** Work to do once everything that was started later has ended. */
export function atTheEnd(cleanup: () => Promise<void> | void): void {
  cleanups.push(cleanup);
}

async function start(url: string, begin: () => Promise<Running>): Promise<Started> {
  let running = await begin();
  cleanups.push(() => running.stop(graceMs));
  return {
    url,
    pid: () => running.pid,
    output: () => running.output(),
    stop: () => running.stop(graceMs),
    kill: () => running.kill(),
    async restart() {
      await running.stop(graceMs);
      running = await begin();
    },
  };
}

function adminUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) throw new Error("TEST_DATABASE_URL is not set: run `npm test -- integration`.");
  return url;
}

export interface FreshDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A migrated and seeded database of its own, dropped after the test file. */
export async function freshDatabase(
  seeds: { RULESETS_FILE?: string; PERSONAS_FILE?: string } = {},
): Promise<FreshDatabase> {
  const name = `test_${unique()}`;
  const url = await copyTemplate(adminUrl(), name, seeds);
  const drop = () => asAdmin(adminUrl(), `drop database if exists ${name} with (force)`);
  cleanups.push(drop);
  return { url, drop };
}

/** A prefix of Redis keys that no other test file uses. */
export const redisPrefix = () => `test:${unique()}`;

export function throwAwayFolder(): string {
  const parent = process.env.TEST_FOLDER ?? tmpdir();
  const folder = mkdtempSync(join(parent, "stores-"));
  // Postgres may run as another user, who has to walk through it.
  chmodSync(folder, 0o711);
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A Redis of its own (20 ms); queues and events of other test files do not reach it. */
export async function startRedis({ kept = false }: { kept?: boolean } = {}): Promise<Started> {
  const binary = await findRedis(join(root, ".local", "cache"), {}, () => undefined);
  const settings = { folder: throwAwayFolder(), port: await freePort(), password: unique(), kept };
  return start(redisUrl(settings), () => launchRedis(binary, settings));
}

/**
 * An empty Postgres of its own (1 s), for tests that kill it; else `freshDatabase`.
 * @param folder for its data, where it is to be a certain one
 */
export async function startPostgres({ folder }: { folder?: string } = {}): Promise<Started> {
  const place = postgresPlace(join(folder ?? throwAwayFolder(), `postgres-${unique()}`));
  if (place.moved) cleanups.push(() => rmSync(dirname(place.data), { recursive: true }));
  const settings = { place, port: await freePort(), password: unique(), durable: false };
  return start(postgresUrl(settings), () => launchPostgres(settings));
}

/** What a process is told; further variables pass through. */
export type PartEnv = Record<string, string | undefined>;
type StoresEnv = PartEnv & { DATABASE_URL: string; REDIS_URL: string };

interface PartOptions {
  env: StoresEnv;
  /** Another version of the platform than this one. */
  folder?: string | undefined;
}

/** The scripted language model; `url` is what `OPENAI_BASE_URL` takes. */
export async function startModel({ env = {} }: { env?: PartEnv } = {}): Promise<Started> {
  const port = String(await freePort());
  const spec = modelPart({ PORT: port, ...env });
  return start(`http://127.0.0.1:${port}/v1`, () => launch(spec));
}

/** The local issuer, for a site at this address; `clientSecret` is what the site signs in with. */
export async function startIssuer(site: string): Promise<Started & { clientSecret: string }> {
  const port = String(await freePort());
  const keys = join(throwAwayFolder(), "issuer.json");
  const { clientSecret } = keptIssuerKeys(keys);
  const spec = issuerPart({ PORT: port, ISSUER_KEYS: keys, ISSUER_SITES: site });
  const issuer = await start(`http://127.0.0.1:${port}`, () => launch(spec));
  return { ...issuer, clientSecret };
}

/** The first signs, both are accepted. */
export const SESSION_SECRET = "a secret for tests only, drawn by nobody";

export async function startWeb({ env, folder = root }: PartOptions): Promise<Started> {
  const port = String(await freePort());
  const metrics = String(await freePort());
  const own = {
    PORT: port,
    METRICS_PORT: metrics,
    SESSION_SECRET,
  };
  const spec = webPart({ ...own, ...env }, "built");
  return start(`http://127.0.0.1:${env.PORT ?? port}`, () => launch({ ...spec, cwd: folder }));
}

/** With a scripted model of its own unless `OPENAI_BASE_URL` names one. */
export async function startWorker({ env, folder = root }: PartOptions): Promise<Started> {
  const metrics = String(await freePort());
  const model = env.OPENAI_BASE_URL ?? (await startModel()).url;
  const own = { METRICS_PORT: metrics, OPENAI_BASE_URL: model, OPENAI_API_KEY: "scripted" };
  const spec = workerPart({ ...own, OPENAI_MODEL: "scripted", ...env }, "built");
  return start(`http://127.0.0.1:${metrics}`, () => launch({ ...spec, cwd: folder }));
}
