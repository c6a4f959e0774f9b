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

/** Opens a pool. A connection lost while idle is reported and replaced; it ends nothing. */
export function openDatabase({ url, max = 10, onError }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
  });
  pool.on("error", onError);
  return { pool, orm: drizzle(pool, { casing: "snake_case" }), close: () => pool.end() };
}
