import type pg from "pg";
import { type Database, type Orm, ormOf } from "./client.ts";

/** One connection inside a transaction, plain and through Drizzle. */
export interface Transaction {
  client: pg.PoolClient;
  orm: Orm;
}

/** Thrown to give a transaction up without an error. */
export class Rollback extends Error {}

/**
 * Runs work in a transaction.
 * @returns null when the work threw `Rollback`.
 */
export async function inTransaction<T>(
  { pool }: Database,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const result = await work({ client, orm: ormOf(client) });
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: unknown) => {
      broken = failure instanceof Error ? failure : new Error(String(failure));
    });
    if (error instanceof Rollback) return null;
    throw error;
  } finally {
    client.release(broken);
  }
}
