import { and, eq, getTableColumns, gt, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Label } from "../../game/match.ts";
import type { PersonaBody } from "../../game/persona.ts";
import type { Database } from "../client.ts";
import { matchEvents } from "../schema/matches.ts";
import { personaVersions } from "../schema/personas.ts";
import { replies } from "../schema/replies.ts";
import { inTransaction } from "../transaction.ts";

export type Reply = typeof replies.$inferSelect;

/** What an AI witness may answer, or open with. */
export interface Occasion {
  matchId: string;
  conversationId: string;
  seatId: string;
  round: number;
  label: Label;
  /** The event answered; that of the round's opening where nothing has been said. */
  afterSeq: number;
  receivedAt: Date;
}

const OPEN = inArray(replies.state, ["composing", "scheduled"]);

/**
 * Takes an occasion up as the seat's one open reply. An open reply to something older gives way
 * where it may: once, and never after its dots began; or always, when its turn is over.
 * @returns null when the occasion is taken, or an older reply stays.
 */
export function takeUp(
  database: Database,
  occasion: Occasion,
  older: "may-restart" | "is-over",
): Promise<Reply | null> {
  return inTransaction(database, async ({ orm }) => {
    const { seatId, conversationId, afterSeq } = occasion;
    const replaced = await orm
      .update(replies)
      .set({ state: "superseded" })
      .where(
        and(
          eq(replies.seatId, seatId),
          eq(replies.conversationId, conversationId),
          OPEN,
          lt(replies.afterSeq, afterSeq),
          older === "is-over"
            ? undefined
            : and(
                eq(replies.restarted, false),
                or(isNull(replies.typingAt), gt(replies.typingAt, sql`clock_timestamp()`)),
              ),
        ),
      )
      .returning({ id: replies.id });
    const restarted = older === "may-restart" && replaced.length > 0;
    const [taken] = await orm
      .insert(replies)
      .values({ ...occasion, state: "composing", restarted })
      .onConflictDoNothing()
      .returning();
    return taken ?? null;
  });
}

/** What a seat means to say in a conversation, if anything. */
export async function openReply(
  { orm }: Database,
  seatId: string,
  conversationId: string,
): Promise<Reply | null> {
  const [open] = await orm
    .select()
    .from(replies)
    .where(and(eq(replies.seatId, seatId), eq(replies.conversationId, conversationId), OPEN));
  return open ?? null;
}

/** A reply, and Postgres's clock when it was read. */
export async function findReply(
  { orm }: Database,
  id: string,
): Promise<{ reply: Reply; now: number } | null> {
  const [row] = await orm
    .select({
      reply: getTableColumns(replies),
      now: sql`clock_timestamp()`.mapWith(replies.createdAt),
    })
    .from(replies)
    .where(eq(replies.id, id));
  return row ? { reply: row.reply, now: row.now.getTime() } : null;
}

export type Plan = Required<
  Pick<Reply, "body" | "delayMs" | "typingAt" | "deliverAt" | "model" | "fallbackUsed">
>;

/** Settles what is said and when. Null when somebody else did, or the reply was superseded. */
export async function scheduleReply(
  { orm }: Database,
  id: string,
  plan: Plan,
): Promise<Reply | null> {
  const [reply] = await orm
    .update(replies)
    .set({ ...plan, state: "scheduled", generatedAt: sql`clock_timestamp()` })
    .where(and(eq(replies.id, id), eq(replies.state, "composing")))
    .returning();
  return reply ?? null;
}

/** Moves an overdue reply to other times. Null when it was delivered or moved meanwhile. */
export async function postponeReply(
  { orm }: Database,
  { id, deliverAt }: Reply,
  times: { typingAt: Date; deliverAt: Date },
): Promise<Reply | null> {
  if (!deliverAt) return null;
  const [reply] = await orm
    .update(replies)
    .set(times)
    .where(
      and(eq(replies.id, id), eq(replies.state, "scheduled"), eq(replies.deliverAt, deliverAt)),
    )
    .returning();
  return reply ?? null;
}

export async function markDelivered(
  { orm }: Database,
  id: string,
  messageId: string,
): Promise<void> {
  await orm
    .update(replies)
    .set({ state: "delivered", messageId })
    .where(and(eq(replies.id, id), OPEN));
}

/** The witness says nothing on this occasion after all. */
export async function markPassed({ orm }: Database, id: string): Promise<void> {
  await orm
    .update(replies)
    .set({ state: "passed" })
    .where(and(eq(replies.id, id), OPEN));
}

/** The newest turn handed over in a conversation; null before the first. */
export async function newestTurn(
  { orm }: Database,
  matchId: string,
  conversationId: string,
): Promise<{ seq: number; at: Date } | null> {
  const [turn] = await orm
    .select({ seq: matchEvents.seq, at: matchEvents.at })
    .from(matchEvents)
    .where(
      and(
        eq(matchEvents.matchId, matchId),
        sql`${matchEvents.event} @> ${JSON.stringify({ type: "turn", conversationId })}`,
      ),
    )
    .orderBy(sql`${matchEvents.seq} desc`)
    .limit(1);
  return turn ?? null;
}

export async function personaBodyOf({ orm }: Database, versionId: string): Promise<PersonaBody> {
  const [version] = await orm
    .select({ body: personaVersions.body })
    .from(personaVersions)
    .where(eq(personaVersions.id, versionId));
  if (!version) throw new RangeError(`no persona version ${versionId}`);
  return version.body;
}
