import { and, eq, sql } from "drizzle-orm";
import type { Label, Match } from "../../game/match.ts";
import { type PersonaBody, personaBodySchema } from "../../game/persona.ts";
import type { Database } from "../client.ts";
import { rulesetById } from "../rulesets.ts";
import { matchEvents } from "../schema/matches.ts";
import { personaVersions } from "../schema/personas.ts";
import type { replies } from "../schema/replies.ts";

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
  kind: Reply["occasion"];
  receivedAt: Date;
}

const COLUMNS = `r.id, r.match_id as "matchId", r.conversation_id as "conversationId",
  r.seat_id as "seatId", r.round, r.label, r.after_seq as "afterSeq", r.occasion, r.state, r.part, r.action, r.body, r.rest,
  r.received_at as "receivedAt", r.delay_ms as "delayMs", r.generated_at as "generatedAt",
  r.typing_at as "typingAt", r.dots_at as "dotsAt", r.deliver_at as "deliverAt", r.restarted, r.thinking_until as "thinkingUntil", r.model,
  r.fallback_used as "fallbackUsed", r.failure, r.message_id as "messageId", r.created_at as "createdAt"`;

/**
 * Takes an occasion up as the seat's one open reply. An open reply to something older gives way
 * where it may: once, and never after its dots began; or always, when its turn is over. What it
 * meant to open with, or to add, is no thought about a message: the answer is thought of afresh. One that
 * was posted by a worker who could not note it any more counts as delivered.
 * @returns null when the occasion is taken, or an older reply stays.
 */
export async function takeUp(
  { pool }: Database,
  occasion: Occasion,
  older: "may-restart" | "is-over",
): Promise<Reply | null> {
  const { matchId, conversationId, seatId, round, label, afterSeq, kind, receivedAt } = occasion;
  const { rows } = await pool.query<Reply>({
    name: "take-up-reply",
    text: `with replaced as (
        update replies o
        set message_id = (select id from messages where seat_id = $3 and client_id = o.id::text),
          state = case when exists (
            select from messages where seat_id = $3 and client_id = o.id::text
          ) then 'delivered' else 'superseded' end
        where seat_id = $3 and conversation_id = $2 and after_seq < $6
          and state in ('composing', 'scheduled')
          and ($8 or not restarted and (dots_at is null or dots_at > clock_timestamp()))
        returning dots_at, occasion = 'heard' and part = 0 as thought
      ), r as (
        insert into replies (match_id, conversation_id, seat_id, round, label, after_seq, occasion,
          state, received_at, restarted, thinking_until)
        select $1::uuid, $2::uuid, $3::uuid, $4::int, $5, $6::int, $9, 'composing',
          $7::timestamptz, not $8 and coalesce(bool_or(thought), false),
          case when not $8 then max(dots_at) filter (where thought) end
        from replaced
        on conflict do nothing
        returning *
      )
      select ${COLUMNS} from r`,
    values: [
      matchId,
      conversationId,
      seatId,
      round,
      label,
      afterSeq,
      receivedAt,
      older === "is-over",
      kind,
    ],
  });
  return rows[0] ?? null;
}

/** What a seat means to say in a conversation, if anything. */
export async function openReply(
  { pool }: Database,
  seatId: string,
  conversationId: string,
): Promise<Reply | null> {
  const { rows } = await pool.query<Reply>({
    name: "open-reply",
    text: `select ${COLUMNS} from replies r
           where seat_id = $1 and conversation_id = $2 and state in ('composing', 'scheduled')`,
    values: [seatId, conversationId],
  });
  return rows[0] ?? null;
}

/** A reply as Postgres knows it at an instant of its own clock, and what its match draws by. */
export interface FoundReply {
  reply: Reply;
  match: Pick<Match, "ruleset" | "seed" | "timeScale">;
  chatting: boolean;
  /** Epoch milliseconds. */
  now: number;
}

interface FoundRow extends Reply {
  rulesetId: string;
  seed: string;
  timeScale: number;
  chatting: boolean;
  now: Date;
}

export async function findReply(database: Database, id: string): Promise<FoundReply | null> {
  const { rows } = await database.pool.query<FoundRow>({
    name: "find-reply",
    text: `select ${COLUMNS}, m.ruleset_id as "rulesetId", m.seed, m.time_scale as "timeScale",
             m.phase = 'chatting' as chatting, clock_timestamp() as now
           from replies r join matches m on m.id = r.match_id
           where r.id = $1`,
    values: [id],
  });
  const [row] = rows;
  if (!row) return null;
  const { rulesetId, seed, timeScale, chatting, now, ...reply } = row;
  const { ruleset } = await rulesetById(database, rulesetId);
  return { reply, match: { ruleset, seed, timeScale }, chatting, now: now.getTime() };
}

export type Plan = Pick<
  Reply,
  "action" | "body" | "rest" | "delayMs" | "model" | "fallbackUsed" | "failure"
> & { typingAt: Date; dotsAt: Date; deliverAt: Date };

/** Settles what is said and when. Null when somebody else did, or the reply was superseded. */
export async function scheduleReply(
  { pool }: Database,
  id: string,
  { action, body, rest, delayMs, typingAt, dotsAt, deliverAt, model, fallbackUsed, failure }: Plan,
): Promise<Reply | null> {
  const { rows } = await pool.query<Reply>({
    name: "schedule-reply",
    text: `update replies r
           set state = 'scheduled', body = $2, delay_ms = $3, typing_at = $4, deliver_at = $5,
             model = $6, fallback_used = $7, action = $8, rest = $9::jsonb, failure = $10,
             dots_at = $11, generated_at = clock_timestamp()
           where id = $1 and state = 'composing'
           returning ${COLUMNS}`,
    values: [
      id,
      body,
      delayMs,
      typingAt,
      deliverAt,
      model,
      fallbackUsed,
      action,
      JSON.stringify(rest),
      failure,
      dotsAt,
    ],
  });
  return rows[0] ?? null;
}

/** Moves an overdue reply to other times. Null when it was delivered or moved meanwhile. */
export async function postponeReply(
  { pool }: Database,
  { id, deliverAt }: Reply,
  times: { typingAt: Date; deliverAt: Date },
): Promise<Reply | null> {
  const { rows } = await pool.query<Reply>({
    name: "postpone-reply",
    text: `update replies r set typing_at = $3, dots_at = $3, deliver_at = $4
           where id = $1 and state = 'scheduled' and deliver_at = $2
           returning ${COLUMNS}`,
    values: [id, deliverAt, times.typingAt, times.deliverAt],
  });
  return rows[0] ?? null;
}

/** What follows a delivered message on the same occasion. */
export type NextPart = Pick<Reply, "body" | "rest" | "delayMs"> & {
  receivedAt: Date;
  typingAt: Date;
  deliverAt: Date;
};

/**
 * What was posted is delivered, whatever became of the reply meanwhile; its next part is scheduled
 * in the same statement, so that none is lost or sent twice.
 * @returns the next part; null where there is none, or where it was scheduled before.
 */
export async function markDelivered(
  { pool }: Database,
  id: string,
  messageId: string,
  next: NextPart | null,
): Promise<Reply | null> {
  const { rows } = await pool.query<Reply>({
    name: "mark-delivered",
    text: `with done as (
        update replies set state = 'delivered', message_id = $2
        where id = $1 and message_id is null
        returning *
      ), r as (
        insert into replies (match_id, conversation_id, seat_id, round, label, after_seq, part,
          state, body, rest, received_at, delay_ms, generated_at, typing_at, dots_at, deliver_at,
          model, fallback_used)
        select match_id, conversation_id, seat_id, round, label, after_seq, part + 1,
          'scheduled', $3, $4::jsonb, $5::timestamptz, $6::int, generated_at, $7::timestamptz,
          $7::timestamptz, $8::timestamptz, model, fallback_used
        from done where $3::text is not null
        on conflict do nothing
        returning *
      )
      select ${COLUMNS} from r`,
    values: [
      id,
      messageId,
      next?.body ?? null,
      JSON.stringify(next?.rest ?? []),
      next?.receivedAt ?? null,
      next?.delayMs ?? null,
      next?.typingAt ?? null,
      next?.deliverAt ?? null,
    ],
  });
  return rows[0] ?? null;
}

/**
 * The witness says nothing on this occasion after all; unless it was posted, and whoever did so died
 * before noting it.
 */
export async function markPassed({ pool }: Database, id: string): Promise<void> {
  await pool.query({
    name: "mark-passed",
    text: `update replies r
           set message_id = said.id,
             state = case when said.id is null then 'passed' else 'delivered' end
           from (values ($1::uuid)) as wanted (id)
           join replies o on o.id = wanted.id
           left join messages said on said.seat_id = o.seat_id and said.client_id = o.id::text
           where r.id = wanted.id and r.state in ('composing', 'scheduled')`,
    values: [id],
  });
}

/** As markPassed, for a reply that was not scheduled meanwhile. */
export async function passUnwritten({ pool }: Database, id: string): Promise<void> {
  await pool.query({
    name: "pass-unwritten",
    text: "update replies set state = 'passed' where id = $1 and state = 'composing'",
    values: [id],
  });
}

/** The newest message that somebody else sent in a conversation; 0 for none. */
export async function newestHeard(
  { pool }: Database,
  conversationId: string,
  label: Label,
): Promise<number> {
  const { rows } = await pool.query<{ seq: number }>({
    name: "newest-heard",
    text: `select seq from messages where conversation_id = $1 and label <> $2
           order by seq desc limit 1`,
    values: [conversationId, label],
  });
  return rows[0]?.seq ?? 0;
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
  // A version of before a field was known has its default.
  return personaBodySchema.parse(version.body);
}
