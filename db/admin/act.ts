import { type AuditEntry, recordAudit } from "../audit.ts";
import type { Database, Orm } from "../client.ts";
import { inTransaction } from "../transaction.ts";

type Doer = NonNullable<AuditEntry["actor"]>;

/** Who does what admins do, and in which request. */
export interface Admin {
  by: Exclude<Doer, "operator">;
  requestId?: string;
}

/** An admin with a reason. */
export interface Act extends Admin {
  reason: string;
}

/** What the log says of a read or an act, besides who and why. */
type Noted = Pick<AuditEntry, "action" | "subject" | "detail">;

/** Does something and writes it down, both or neither; a refusal is not written down. */
export async function audited<T>(
  database: Database,
  { by, requestId, ...act }: Omit<Admin, "by"> & { by: Doer; reason?: string },
  run: (orm: Orm) => Promise<{ result: T; noted: Noted | null }>,
): Promise<T> {
  const done = await inTransaction(database, async ({ orm }) => {
    const { result, noted } = await run(orm);
    if (noted) await recordAudit(orm, { actor: by, requestId, reason: act.reason, ...noted });
    return { result };
  });
  if (!done) throw new Error("what an admin did was given up");
  return done.result;
}
