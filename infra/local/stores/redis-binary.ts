import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Problem } from "../bootstrap/problem.mjs";
import { run, type Command } from "../process/command.ts";
import { installRedisTools, unpackRedis } from "./redis-apt.ts";

/** BullMQ's floor. */
const oldestVersion = 6.2;

export interface RedisBinary {
  command: string;
  env: NodeJS.ProcessEnv;
  /** Version and origin, for the progress line. */
  about: string;
}

type Limits = Pick<Command, "ledger" | "signal">;

/** The first Redis server that runs on this machine; fetched into the cache if there is none. */
export async function findRedis(
  cache: string,
  limits: Limits,
  tell: (text: string) => void,
): Promise<RedisBinary> {
  const unpacked = join(cache, "redis");
  const inCache = () =>
    redisAt(join(unpacked, "usr/bin/redis-server"), "from the cache", unpacked) ??
    redisAt(join(cache, "redis-server"), "installed with apt-get");
  const found = onPath() ?? inCache();
  if (found) return found;

  if (programExists("apt-get")) {
    tell("fetching Debian's packages into the cache");
    if (await unpackRedis(unpacked, limits)) {
      const fetched = inCache();
      if (fetched) return { ...fetched, about: `${fetched.about}, fetched with apt-get download` };
    }
    if (process.getuid?.() === 0) {
      const program = await installRedisTools(limits);
      if (program) rename(program, cache);
      const installed = inCache();
      if (installed) return installed;
    }
  }
  if (programExists("brew")) {
    tell("brew install redis");
    await run({ command: "brew", args: ["install", "redis"], cwd: cache, ...limits });
    const installed = onPath();
    if (installed) return installed;
  }
  throw new Problem(
    "Redis is not to be had here: install redis-server (Debian: apt-get install redis-server, macOS: brew install redis), or set REDIS_URL to a Redis that runs.",
  );
}

function onPath(): RedisBinary | null {
  return redisAt("redis-server", "from PATH") ?? redisAt("valkey-server", "from PATH");
}

/** One program serves as server and as dump checker, and tells by its name which is meant. */
function rename(program: string, cache: string): void {
  const link = join(cache, "redis-server");
  mkdirSync(cache, { recursive: true });
  if (!existsSync(link)) symlinkSync(program, link);
}

function redisAt(command: string, origin: string, unpackedIn?: string): RedisBinary | null {
  const libraries = unpackedIn
    ? globSync(["usr/lib", "usr/lib/*-*", "lib", "lib/*-*"], { cwd: unpackedIn }).map((folder) =>
        join(unpackedIn, folder),
      )
    : [];
  const env = unpackedIn
    ? { ...process.env, LD_LIBRARY_PATH: libraries.join(delimiter) }
    : process.env;
  const { status, stdout } = spawnSync(command, ["--version"], { env, encoding: "utf8" });
  if (status !== 0) return null;
  const version = /\bv=([\d.]+)/.exec(stdout)?.[1];
  if (!version || Number.parseFloat(version) < oldestVersion) return null;
  return { command, env, about: `Redis ${version} ${origin}` };
}

const programExists = (name: string) =>
  (process.env.PATH ?? "").split(delimiter).some((part) => existsSync(join(part, name)));
