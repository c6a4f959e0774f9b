import { parseArgs } from "node:util";
import { eq, sql } from "drizzle-orm";
import { recordAudit } from "./audit.ts";
import type { Database } from "./client.ts";
import { onDatabase } from "./command.ts";
import { STEPS, type Step } from "./retention-steps.ts";
import { upkeep } from "./schema/operations.ts";
import { inTransaction } from "./transaction.ts";

const ROWS_AT_A_TIME = 500;

type RetentionStep = keyof typeof STEPS;
export type RetentionCounts = Record<RetentionStep, number>;

const NAMES = Object.keys(STEPS) as RetentionStep[];

/** Whether a day has passed since retention was last applied. */
export async function isRetentionDue({ orm }: Database): Promise<boolean> {
  const [last] = await orm
    .select({ due: sql<boolean>`${upkeep.doneAt} < clock_timestamp() - interval '1 day'` })
    .from(upkeep)
    .where(eq(upkeep.task, "retention"));
  return last?.due ?? true;
}

/** What is older than its period, by what it is; nothing is changed. */
export async function dueForRetention({ pool }: Database): Promise<RetentionCounts> {
  return countedBy(async ({ due, period }) => {
    const text = `select count(*)::int as rows ${due}`;
    const { rows } = await pool.query<{ rows: number }>(text, [period]);
    return rows[0]?.rows ?? 0;
  });
}

/**
 * Erases what is older than its period, in small transactions, and writes down how much that was.
 * One that is broken off is gone on with by the next; doing it again erases nothing.
 */
export async function applyRetention(database: Database): Promise<RetentionCounts> {
  const counts = await countedBy((step) => eraseAll(database, step));
  await inTransaction(database, async ({ orm }) => {
    await orm
      .insert(upkeep)
      .values({ task: "retention" })
      .onConflictDoUpdate({ target: upkeep.task, set: { doneAt: sql`clock_timestamp()` } });
    await recordAudit(orm, {
      actor: null,
      action: "apply-retention",
      subject: { kind: "platform", id: "retention" },
      detail: counts,
    });
  });
  return counts;
}

async function eraseAll({ pool }: Database, { erase, period }: Step): Promise<number> {
  let erased = 0;
  for (;;) {
    const { rowCount } = await pool.query(erase, [period, ROWS_AT_A_TIME]);
    erased += rowCount ?? 0;
    if ((rowCount ?? 0) < ROWS_AT_A_TIME) return erased;
  }
}

async function countedBy(count: (step: Step) => Promise<number>): Promise<RetentionCounts> {
  const counts: RetentionCounts = {
    words: 0,
    traces: 0,
    "ended-sessions": 0,
    "expired-sessions": 0,
    "refused-texts": 0,
    recruits: 0,
  };
  for (const name of NAMES) counts[name] = await count(STEPS[name]);
  return counts;
}

function report(counts: RetentionCounts): string {
  return NAMES.map((name) => {
    const { what, period } = STEPS[name];
    const since = name === "expired-sessions" ? "" : `, after ${period}`;
    return `${String(counts[name]).padStart(8)}  ${what}${since}\n`;
  }).join("");
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { "dry-run": { type: "boolean" } } });
  const dry = values["dry-run"] === true;
  await onDatabase(async (database) => {
    const counts = await (dry ? dueForRetention(database) : applyRetention(database));
    process.stdout.write(dry ? `Nothing is changed. What would go:\n` : "Erased:\n");
    process.stdout.write(report(counts));
  });
}
