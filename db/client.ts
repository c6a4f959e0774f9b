import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { prepareOften, StatementNames } from "./often.ts";

export type Orm = NodePgDatabase;

/** A pool of connections to Postgres, plain and through Drizzle. */
export interface Database {
  pool: pg.Pool;
  orm: Orm;
  /** Told how long each request waited for a connection, in milliseconds. */
  onWait(listener: (waitedMs: number) => void): void;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  /** Connections at most. */
  max?: number;
  /**
   * Plans each statement once for whatever values: for statements that are dear to plan and cheap
   * to run. Left to itself, Postgres plans them anew each time.
   */
  plansOnce?: boolean;
  onError: (error: Error) => void;
}

type Taker = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

/** A pool that says how long its connections are waited for; statements of their own wait too. */
class WatchedPool extends pg.Pool {
  onWait: ((waitedMs: number) => void) | undefined;

  override connect(): Promise<pg.PoolClient>;
  override connect(taker: Taker): void;
  override connect(taker?: Taker): Promise<pg.PoolClient> | void {
    const { onWait } = this;
    const began = performance.now();
    const told = () => onWait?.(performance.now() - began);
    if (!taker) return super.connect().finally(told);
    super.connect((...given) => {
      told();
      taker(...given);
    });
  }
}

export const ormOf = (connection: pg.Pool | pg.PoolClient): Orm =>
  drizzle(connection, { casing: "snake_case" });

/** Opens a pool. A connection that is lost, idle or in use, is replaced; it ends nothing. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, max = 10, plansOnce = false, onError } = options;
  const pool = new WatchedPool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...(plansOnce ? { options: "-c plan_cache_mode=force_generic_plan" } : {}),
  });
  pool.on("error", onError);
  const names = new StatementNames();
  pool.on("connect", (client) => {
    // Lost while in use, its query fails; without a listener it would end the process too.
    client.on("error", () => undefined);
    prepareOften(client, names);
  });
  return {
    pool,
    orm: ormOf(pool),
    onWait: (listener) => void (pool.onWait = listener),
    close: () => pool.end(),
  };
}
