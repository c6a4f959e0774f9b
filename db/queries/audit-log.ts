import type { Database } from "../client.ts";
import { iso } from "./iso.ts";

export interface AuditFilter {
  /** An id, or a name as it stands now. */
  actor?: string;
  action?: string;
  /** An id, or a kind such as `match`. */
  subject?: string;
  since?: Date;
  until?: Date;
  /** Somewhere in the reason. */
  text?: string;
  /** Only what this player did. */
  only?: string;
}

export interface LoggedEntry {
  id: string;
  at: string;
  actorId: string | null;
  actorRole: string;
  /** As it stands now; null for the platform, and for who is gone. */
  actor: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  reason: string | null;
  detail: Record<string, unknown>;
  requestId: string | null;
}

/** Entries of the audit log, the newest first; ids are in the order of time. */
export async function auditEntriesOf(
  { pool }: Database,
  { actor, action, subject, since, until, text, only }: AuditFilter,
  beforeId: string | null,
  limit: number,
): Promise<LoggedEntry[]> {
  const { rows } = await pool.query<LoggedEntry>(
    `select e.id, ${iso("e.at")} as at, e.actor_id as "actorId", e.actor_role as "actorRole",
       p.handle as actor, e.action, e.subject_kind as "subjectKind", e.subject_id as "subjectId",
       e.reason, e.detail, e.request_id as "requestId"
     from audit_entries e left join players p on p.id = e.actor_id
     where ($1::text is null or e.actor_id::text = lower($1) or lower(p.handle) = lower($1))
       and ($2::text is null or e.action = $2)
       and ($3::text is null or e.subject_id = $3 or e.subject_kind = $3)
       and ($4::timestamptz is null or e.at >= $4)
       and ($5::timestamptz is null or e.at < $5)
       and ($6::text is null or strpos(lower(e.reason), lower($6)) > 0)
       and ($7::uuid is null or e.actor_id = $7)
       and ($8::uuid is null or e.id < $8)
     order by e.id desc limit $9`,
    [
      actor ?? null,
      action ?? null,
      subject ?? null,
      since ?? null,
      until ?? null,
      text ?? null,
      only ?? null,
      beforeId,
      limit,
    ],
  );
  return rows;
}

const AT_A_TIME = 500;

/** All entries that fit, read as they are asked for. */
export async function* auditEntriesByPage(
  database: Database,
  filter: AuditFilter,
): AsyncGenerator<LoggedEntry[]> {
  let before: string | null = null;
  for (;;) {
    const page: LoggedEntry[] = await auditEntriesOf(database, filter, before, AT_A_TIME);
    if (page.length > 0) yield page;
    before = page.at(-1)?.id ?? null;
    if (page.length < AT_A_TIME) return;
  }
}
