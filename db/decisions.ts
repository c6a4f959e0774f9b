import { and, eq, isNull, sql } from "drizzle-orm";
import type { Match } from "../game/match.ts";
import { annulMatch, correctBooks } from "./annulment.ts";
import { recordAudit } from "./audit.ts";
import {
  type CaseRefusal,
  type HeldCase,
  holdCase,
  matchOfCase,
  type Moderator,
  refused,
  settleCase,
} from "./cases.ts";
import { leaveLobby } from "./lobby.ts";
import { isSuspected, recount } from "./recount.ts";
import { messages, seats } from "./schema/matches.ts";
import { type DECISION_ACTIONS, decisions } from "./schema/moderation.ts";
import type { Stores } from "./stores.ts";
import { inTransaction, Rollback, type Transaction } from "./transaction.ts";

type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** Whether a decision takes a match out of the ratings, or lets it back in. */
export function concernsRating(action: DecisionAction): boolean {
  return action === "void" || action === "count";
}

interface NewDecision {
  caseId: string;
  by: Moderator;
  action: DecisionAction;
  /** Whom a warning, mute or ban is for: a player, or who sat in a seat of the first round. */
  playerId?: string;
  seat?: string;
  /** What is hidden. */
  messageId?: string;
  /** When a mute or ban ends: in so many days, at an instant, or never. */
  days?: number;
  until?: Date;
  reason: string;
  /** The version of the case that the moderator saw. */
  version: number;
  /** The moderator decides more on it. */
  keepOpen?: boolean;
  requestId?: string;
}

export type DecisionMade = { ok: true; decisionId: string; version: number } | CaseRefusal;

interface Target {
  playerId: string | null;
  messageId: string | null;
}

const VERBS: Readonly<Record<DecisionAction, string>> = {
  dismiss: "dismiss-case",
  warn: "warn-player",
  mute: "mute-player",
  ban: "ban-player",
  hide: "hide-message",
  void: "void-match",
  count: "count-match",
};

/** Decides on a case that stands as the moderator saw it: all of it, or nothing. */
export async function decideCase(stores: Stores, decision: NewDecision): Promise<DecisionMade> {
  const { caseId, by, action } = decision;
  // Loaded before: a transaction that waited for a second connection could wait for itself.
  const match = concernsRating(action) ? await matchOfCase(stores, caseId) : null;
  const made = await inTransaction(stores.database, async (transaction) => {
    const found = await holdCase(transaction, caseId, by);
    if (!found.ok) return found;
    const { held } = found;
    if (held.version !== decision.version) return refused("case/changed");
    if (action === "dismiss" && held.state === "closed") return refused("case/closed");
    const target = await targetOf(transaction, held, decision);
    if (!target) return refused("decision/target");
    if (!(await takeEffect(transaction, action, target, match))) return refused("decision/already");
    const decisionId = await insertDecision(transaction, decision, target);
    if (match && action === "count") await recount(transaction, match);
    await note(transaction, decision, { ...target, matchId: held.matchId, decisionId });
    const next = decision.keepOpen && action !== "dismiss" ? "open" : "close";
    const version = await settleCase(transaction, held, by, next);
    const { matchId } = held;
    return { ok: true, decisionId, version, matchId, playerId: target.playerId } as const;
  });
  if (made?.ok) await follow(stores, action, made);
  return made ?? refused("case/changed");
}

/** Whom or what a decision is about, in the match of its case; null where that is nobody there. */
async function targetOf(
  { orm }: Transaction,
  { matchId }: HeldCase,
  { action, playerId, seat, messageId }: NewDecision,
): Promise<Target | null> {
  if (action === "dismiss" || concernsRating(action)) return { playerId: null, messageId: null };
  if (action === "hide") {
    if (!messageId) return null;
    const [found] = await orm
      .select({ id: messages.id })
      .from(messages)
      .where(and(eq(messages.id, messageId), eq(messages.matchId, matchId)));
    return found ? { playerId: null, messageId } : null;
  }
  const who = playerId
    ? eq(seats.playerId, playerId)
    : and(eq(seats.label, seat ?? ""), eq(seats.round, 1));
  const [sat] = await orm
    .select({ playerId: seats.playerId })
    .from(seats)
    .where(and(eq(seats.matchId, matchId), who))
    .limit(1);
  return sat?.playerId ? { playerId: sat.playerId, messageId: null } : null;
}

/** @returns false where it is so already. */
async function takeEffect(
  transaction: Transaction,
  action: DecisionAction,
  { messageId }: Target,
  match: Match | null,
): Promise<boolean> {
  if (action === "void") return match !== null && (await annulMatch(transaction, match));
  if (action === "count") return match !== null && (await isSuspected(transaction, match.id));
  if (action !== "hide" || !messageId) return true;
  const hidden = await transaction.orm
    .update(messages)
    .set({ hiddenAt: sql`clock_timestamp()` })
    .where(and(eq(messages.id, messageId), isNull(messages.hiddenAt)))
    .returning({ id: messages.id });
  return hidden.length > 0;
}

async function insertDecision(
  { orm }: Transaction,
  { caseId, by, action, reason, days, until }: NewDecision,
  target: Target,
): Promise<string> {
  const ends = action === "mute" || action === "ban";
  const end = days === undefined ? until : sql`clock_timestamp() + make_interval(days => ${days})`;
  const [row] = await orm
    .insert(decisions)
    .values({ caseId, action, reason, by: by.playerId, ...target, ...(ends ? { until: end } : {}) })
    .returning({ id: decisions.id });
  if (!row) throw new Rollback();
  return row.id;
}

async function note(
  { orm }: Transaction,
  { caseId, by, action, reason, days, until, version, requestId }: NewDecision,
  about: Target & { matchId: string; decisionId: string },
): Promise<void> {
  const { matchId, decisionId, playerId, messageId } = about;
  const subject = playerId
    ? { kind: "player", id: playerId }
    : messageId
      ? { kind: "message", id: messageId }
      : concernsRating(action)
        ? { kind: "match", id: matchId }
        : { kind: "case", id: caseId };
  const lasts = action === "mute" || action === "ban";
  const term = lasts ? { days, until: until?.toISOString() } : {};
  const detail = { caseId, matchId, decisionId, version, ...term };
  await recordAudit(orm, { actor: by, action: VERBS[action], subject, reason, detail, requestId });
}

/** What other processes learn once a decision stands. A running match is left alone. */
async function follow(
  stores: Stores,
  action: DecisionAction,
  { matchId, playerId }: { matchId: string; playerId: string | null },
): Promise<void> {
  if (concernsRating(action)) await correctBooks(stores, matchId);
  if (!playerId) return;
  stores.events.announce({ kind: "account", playerIds: [playerId] });
  if (action === "mute" || action === "ban") await leaveLobby(stores, playerId);
}
