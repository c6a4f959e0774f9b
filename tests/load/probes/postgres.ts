import pg from "pg";
import { parentOf } from "./processes.ts";

export interface DatabaseCounts {
  connections: number;
  commits: number;
  rollbacks: number;
  deadlocks: number;
  rowsRead: number;
  rowsWritten: number;
  blocksRead: number;
  blocksHit: number;
  walBytes: number;
}

export interface Statement {
  text: string;
  calls: number;
  totalMs: number;
  meanMs: number;
  rows: number;
}

/** Postgres sends whole numbers of 64 bits as text. */
type StatementRow = Omit<Statement, "calls" | "rows"> & { calls: string; rows: string };

export interface PostgresProbe {
  pid: number;
  counts(): Promise<DatabaseCounts>;
  /** Forgets the statements so far, or says that they are not collected. */
  forget(): Promise<boolean>;
  /** The most expensive statements since, the most frequent ones, and the time of all of them. */
  statements(): Promise<{ top: Statement[]; frequent: Statement[]; totalMs: number }>;
  /** How late bots' messages were stored past their drawn instants, in ms, from an instant on. */
  botLateness(from: number, to: number): Promise<number[]>;
  close(): Promise<void>;
}

const SHOWN = 12;

const COUNTS = `
  select numbackends as connections, xact_commit as commits, xact_rollback as rollbacks, deadlocks,
    tup_fetched as "rowsRead", tup_inserted + tup_updated + tup_deleted as "rowsWritten",
    blks_read as "blocksRead", blks_hit as "blocksHit",
    pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as "walBytes"
  from pg_stat_database where datname = current_database()`;

const STATEMENTS = `
  select regexp_replace(query, '\\s+', ' ', 'g') as text, calls, total_exec_time as "totalMs",
    mean_exec_time as "meanMs", rows
  from pg_stat_statements s join pg_database d on d.oid = s.dbid and d.datname = current_database()
  order by total_exec_time desc`;

const LATENESS = `
  select extract(epoch from m.at - r.deliver_at)::float8 * 1000 as late
  from replies r join messages m on m.id = r.message_id
  where r.state = 'delivered' and m.at between $1 and $2`;

export async function openPostgresProbe(url: string): Promise<PostgresProbe> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  let collects = true;
  await client.query("create extension if not exists pg_stat_statements").catch(() => {
    collects = false;
  });
  return {
    pid: parentOf(rows[0]?.pid ?? 0),
    async counts() {
      const found = await client.query<Record<keyof DatabaseCounts, string>>(COUNTS);
      const numbers = Object.entries(found.rows[0] ?? {}).map(([name, value]) => [
        name,
        Number(value),
      ]);
      return Object.fromEntries(numbers) as DatabaseCounts;
    },
    async forget() {
      if (collects)
        await client.query("select pg_stat_statements_reset()").catch(() => (collects = false));
      return collects;
    },
    async statements() {
      if (!collects) return { top: [], frequent: [], totalMs: 0 };
      const found = await client.query<StatementRow>(STATEMENTS);
      const all = found.rows.map((row) => ({
        ...row,
        calls: Number(row.calls),
        rows: Number(row.rows),
      }));
      const totalMs = all.reduce((sum, each) => sum + each.totalMs, 0);
      const frequent = all.toSorted((a, b) => b.calls - a.calls).slice(0, SHOWN);
      return { top: all.slice(0, SHOWN), frequent, totalMs };
    },
    async botLateness(from, to) {
      const found = await client.query<{ late: number }>(LATENESS, [new Date(from), new Date(to)]);
      return found.rows.map(({ late }) => late);
    },
    close: () => client.end(),
  };
}
