import { eq, sql } from "drizzle-orm";
import type { Match } from "../game/match.ts";
import { correctBooks, reinstateMatch } from "./annulment.ts";
import { recordAudit } from "./audit.ts";
import {
  type CaseRefusal,
  holdCase,
  matchOfCase,
  type Moderator,
  refused,
  settleCase,
} from "./cases.ts";
import { concernsRating } from "./decisions.ts";
import { recount } from "./recount.ts";
import { messages } from "./schema/matches.ts";
import { decisions } from "./schema/moderation.ts";
import type { Stores } from "./stores.ts";
import { inTransaction, type Transaction } from "./transaction.ts";

export type StoredDecision = typeof decisions.$inferSelect;

interface Undoing {
  decisionId: string;
  by: Moderator;
  reason: string;
  requestId?: string;
}

export type Undone = { ok: true; version: number } | CaseRefusal;

/** Takes a decision back, with everything that it did. What was dismissed is open again. */
export async function undoDecision(stores: Stores, undoing: Undoing): Promise<Undone> {
  const before = await findDecision(stores, undoing.decisionId);
  if (!before) return refused("decision/not-found");
  const match = await matchConcerned(stores, before);
  const done = await inTransaction(stores.database, async (transaction): Promise<Undone> => {
    const found = await holdCase(transaction, before.caseId, undoing.by);
    if (!found.ok) return found.code === "case/not-found" ? refused("decision/not-found") : found;
    if (!(await takeBack(transaction, before, match, undoing))) return refused("decision/undone");
    const next = before.action === "dismiss" ? "open" : "as-it-is";
    const version = await settleCase(transaction, found.held, undoing.by, next);
    return { ok: true, version };
  });
  if (done?.ok) await followUndo(stores, before, match);
  return done ?? refused("decision/undone");
}

export async function findDecision(
  { database }: Pick<Stores, "database">,
  decisionId: string,
): Promise<StoredDecision | null> {
  const [row] = await database.orm.select().from(decisions).where(eq(decisions.id, decisionId));
  return row ?? null;
}

/** The match whose counting an undoing changes; loaded before the transaction. */
export async function matchConcerned(
  stores: Pick<Stores, "database">,
  { action, caseId }: StoredDecision,
): Promise<Match | null> {
  return concernsRating(action) ? matchOfCase(stores, caseId) : null;
}

/** @returns false where somebody has taken it back before. */
export async function takeBack(
  transaction: Transaction,
  { id, action, messageId, caseId, playerId }: StoredDecision,
  match: Match | null,
  { by, reason, requestId }: Undoing,
): Promise<boolean> {
  const { orm } = transaction;
  const undone = await orm
    .update(decisions)
    .set({ undoneAt: sql`clock_timestamp()`, undoneBy: by.playerId, undoReason: reason })
    .where(sql`${decisions.id} = ${id} and ${decisions.undoneAt} is null`)
    .returning({ id: decisions.id });
  if (undone.length === 0) return false;
  if (messageId)
    await orm.update(messages).set({ hiddenAt: null }).where(eq(messages.id, messageId));
  if (match && action === "count") await recount(transaction, match);
  else if (match && !(await reinstateMatch(transaction, match)))
    throw new Error(`match ${match.id} was voided, but cannot be put back`);
  const subject = { kind: "decision", id };
  const detail = { caseId, decision: action, playerId, messageId, matchId: match?.id };
  const entry = { actor: by, action: "undo-decision", subject, reason, detail, requestId };
  await recordAudit(orm, entry);
  return true;
}

export async function followUndo(
  stores: Stores,
  { playerId }: StoredDecision,
  match: Match | null,
): Promise<void> {
  if (match) await correctBooks(stores, match.id);
  if (playerId) stores.events.announce({ kind: "account", playerIds: [playerId] });
}
