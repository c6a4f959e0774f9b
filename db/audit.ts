import type { Orm } from "./client.ts";
import { auditEntries } from "./schema/moderation.ts";
import type { PlayerRole } from "./schema/players.ts";

export interface AuditEntry {
  /** Who did it; null for the platform itself. */
  actor: { playerId: string; role: PlayerRole } | null;
  /** verb-noun, such as `read-case` or `void-match`. */
  action: string;
  subject: { kind: string; id: string };
  reason?: string;
  detail?: Record<string, unknown>;
  requestId?: string;
}

/** Writes down a privileged read or act, in the transaction of the act itself. */
export async function recordAudit(orm: Pick<Orm, "insert">, entry: AuditEntry): Promise<void> {
  const { actor, action, subject, reason, detail = {}, requestId } = entry;
  await orm.insert(auditEntries).values({
    actorId: actor?.playerId ?? null,
    actorRole: actor?.role ?? "platform",
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    reason,
    detail,
    requestId,
  });
}
