import type { Orm } from "./client.ts";
import { auditEntries } from "./schema/moderation.ts";
import type { PlayerRole } from "./schema/players.ts";

export interface AuditEntry {
  /** Who did it: a player, whoever has the command line, or null for the platform itself. */
  actor: { playerId: string; role: PlayerRole } | "operator" | null;
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
    ...whoOf(actor),
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    reason,
    detail,
    requestId,
  });
}

function whoOf(actor: AuditEntry["actor"]): { actorId: string | null; actorRole: string } {
  if (actor === null) return { actorId: null, actorRole: "platform" };
  if (actor === "operator") return { actorId: null, actorRole: actor };
  return { actorId: actor.playerId, actorRole: actor.role };
}
