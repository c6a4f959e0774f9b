import type { Stores } from "../stores.ts";

/** What runs below: the versions of the stores as they tell them. */
export async function storeVersions({ database, redis }: Pick<Stores, "database" | "redis">) {
  const [postgres, info] = await Promise.all([
    database.pool.query<{ version: string }>("select current_setting('server_version') as version"),
    redis.info("server"),
  ]);
  return {
    postgres: postgres.rows[0]?.version ?? null,
    redis: /^redis_version:(\S+)/m.exec(info)?.[1] ?? null,
  };
}
