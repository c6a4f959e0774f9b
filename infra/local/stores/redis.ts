import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, type Launch, type Running } from "../process/launch.ts";
import type { RedisBinary } from "./redis-binary.ts";

export interface RedisSettings {
  folder: string;
  port: number;
  password: string;
  /** Written to disk all the same, as some operators do. */
  kept?: boolean;
}

export const redisUrl = ({ port, password }: RedisSettings) =>
  `redis://:${password}@127.0.0.1:${port}`;

/** Redis is disposable here (Postgres is the truth), so nothing of it is written to disk. */
const configuration = ({ folder, port, password, kept = false }: RedisSettings) => `bind 127.0.0.1
port ${port}
requirepass ${password}
dir ${JSON.stringify(folder)}
save ""
appendonly ${kept ? "yes" : "no"}
maxmemory-policy noeviction
`;

export async function launchRedis(
  binary: RedisBinary,
  settings: RedisSettings,
  extras: Partial<Launch> = {},
): Promise<Running> {
  mkdirSync(settings.folder, { recursive: true });
  const file = join(settings.folder, "redis.conf");
  writeFileSync(file, configuration(settings), { mode: 0o600 });
  return launch({
    name: "Redis",
    command: binary.command,
    args: [file],
    env: binary.env,
    cwd: settings.folder,
    ready: /Ready to accept connections/,
    readyWithinMs: 15_000,
    ...extras,
  });
}
