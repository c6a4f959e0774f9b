import { and, eq, sql } from "drizzle-orm";
import { recordAudit } from "./audit.ts";
import { type CaseRefusal, holdCase, type Moderator, refused, settleCase } from "./cases.ts";
import { concerns } from "./queries/notices.ts";
import { appeals, cases } from "./schema/moderation.ts";
import type { Stores } from "./stores.ts";
import { inTransaction, type Transaction } from "./transaction.ts";
import { findDecision, followUndo, matchConcerned, type StoredDecision, takeBack } from "./undo.ts";

type Filed = { ok: true; appealId: string } | CaseRefusal;

/** A player contradicts a decision that concerns them: once, and while it stands. */
export async function fileAppeal(
  { database }: Pick<Stores, "database">,
  filing: { decisionId: string; by: Moderator; text: string; requestId?: string },
): Promise<Filed> {
  const { decisionId, by, text, requestId } = filing;
  const done = await inTransaction(database, async ({ orm, client }): Promise<Filed> => {
    const decision = await concerns(client, decisionId, by.playerId);
    if (!decision) return refused("decision/not-found");
    if (decision.undone) return refused("decision/undone");
    const [appeal] = await orm
      .insert(appeals)
      .values({ decisionId, playerId: by.playerId, text, state: "open" })
      .onConflictDoNothing()
      .returning({ id: appeals.id });
    if (!appeal) return refused("appeal/already");
    await orm
      .update(cases)
      .set({ state: "open", closedAt: null, version: sql`${cases.version} + 1` })
      .where(eq(cases.id, decision.caseId));
    const detail = { caseId: decision.caseId, appealId: appeal.id };
    const subject = { kind: "decision", id: decisionId };
    await recordAudit(orm, { actor: by, action: "file-appeal", subject, detail, requestId });
    return { ok: true, appealId: appeal.id };
  });
  return done ?? refused("decision/not-found");
}

interface Answering {
  appealId: string;
  by: Moderator;
  verdict: "grant" | "refuse";
  answer: string;
  requestId?: string;
}

type Answered = { ok: true; version: number } | CaseRefusal;

/** Grants an appeal, which takes the decision back, or refuses it; either way with an answer. */
export async function answerAppeal(stores: Stores, answering: Answering): Promise<Answered> {
  const { appealId, by, verdict, answer: reason, requestId } = answering;
  const [filed] = await stores.database.orm.select().from(appeals).where(eq(appeals.id, appealId));
  const decision = filed && (await findDecision(stores, filed.decisionId));
  if (!decision) return refused("appeal/not-found");
  const grants = verdict === "grant";
  const match = grants && !decision.undoneAt ? await matchConcerned(stores, decision) : null;
  const done = await inTransaction(stores.database, async (transaction): Promise<Answered> => {
    const found = await holdCase(transaction, decision.caseId, by);
    if (!found.ok) return found.code === "case/not-found" ? refused("appeal/not-found") : found;
    const alone = decision.by === by.playerId;
    if (alone && (await somebodyElseCouldJudge(transaction, decision, by)))
      return refused("appeal/own-decision");
    if (!(await close(transaction, answering))) return refused("appeal/answered");
    const undoing = { decisionId: decision.id, by, reason, requestId };
    if (grants) await takeBack(transaction, decision, match, undoing);
    await recordAudit(transaction.orm, {
      actor: by,
      action: grants ? "grant-appeal" : "refuse-appeal",
      subject: { kind: "appeal", id: appealId },
      reason,
      detail: { caseId: decision.caseId, decisionId: decision.id, ...(alone ? { alone } : {}) },
      requestId,
    });
    return { ok: true, version: await settleCase(transaction, found.held, by, "close") };
  });
  if (done?.ok && grants) await followUndo(stores, decision, match);
  return done ?? refused("appeal/not-found");
}

async function close(
  { orm }: Transaction,
  { appealId, by, verdict, answer }: Answering,
): Promise<boolean> {
  const closed = await orm
    .update(appeals)
    .set({
      state: verdict === "grant" ? "granted" : "refused",
      answer,
      answeredBy: by.playerId,
      answeredAt: sql`clock_timestamp()`,
    })
    .where(and(eq(appeals.id, appealId), eq(appeals.state, "open")))
    .returning({ id: appeals.id });
  return closed.length > 0;
}

/** An installation may have one moderator only: then they answer themselves, and the log says so. */
async function somebodyElseCouldJudge(
  { client }: Transaction,
  { caseId }: StoredDecision,
  { playerId }: Moderator,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from players p where p.role in ('moderator', 'admin') and p.id <> $1
       and p.merged_into is null and p.deleted_at is null
       and not exists (select from seats s join cases c on c.match_id = s.match_id
         where c.id = $2 and s.player_id = p.id)
     limit 1`,
    [playerId, caseId],
  );
  return rowCount === 1;
}
