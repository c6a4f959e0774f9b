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
 * How long a transaction may stand still between its statements. A process that is frozen, or cut
 * off, in the middle of one keeps its rows locked: who waits for them must be served before a call is
 * given up (5 s).
 */
const STILL_MS = 3000;

interface Patience {
  /** Milliseconds; 0 is without bounds. */
  stillMs: number;
}

/** Of a transaction whose statements have long reckonings between them. */
export const RECKONS: Patience = { stillMs: 0 };

/**
 * Runs work in a transaction.
 * @returns null when the work threw `Rollback`.
 */
export async function inTransaction<T>(
  { pool }: Database,
  work: (transaction: Transaction) => Promise<T>,
  { stillMs }: Patience = { stillMs: STILL_MS },
): Promise<T | null> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`begin; set local idle_in_transaction_session_timeout = ${stillMs}`);
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
