import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

export type Orm = NodePgDatabase;

/** A pool of connections to Postgres, plain and through Drizzle. */
export interface Database {
  pool: pg.Pool;
  orm: Orm;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections at most. */
  max?: number;
  onError: (error: Error) => void;
}

/** Opens a pool. A connection that is lost, idle or in use, is replaced; it ends nothing. */
export function openDatabase({ url, max = 10, onError }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  pool.on("error", onError);
  // Lost while in use, its query fails; without a listener it would end the process too.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, orm: drizzle(pool, { casing: "snake_case" }), close: () => pool.end() };
}
