import { and, eq, lt, sql } from "drizzle-orm";
import type { Label } from "../../game/match.ts";
import type { Database } from "../client.ts";
import { replies } from "../schema/replies.ts";
import type { Reply } from "./replies.ts";

/** What a sweep looks for: work that no job has done by its time. */

const before = (overdueMs: number) =>
  sql`clock_timestamp() - make_interval(secs => ${overdueMs / 1000})`;

/** A sweep takes this many of a kind; the next one takes more. */
const BATCH = 500;

/** Live matches whose next instant has passed by so many milliseconds, the longest overdue first. */
export async function matchesDue({ pool }: Database, overdueMs: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: "matches-due",
    text: `select id from matches
           where phase in ('chatting', 'guessing')
             and next_due_at < clock_timestamp() - make_interval(secs => $1)
           order by next_due_at limit ${BATCH}`,
    values: [overdueMs / 1000],
  });
  return rows.map(({ id }) => id);
}

/** The next instant of every live match: what a flushed queue has to be told again. */
export async function liveMatches({ pool }: Database): Promise<{ id: string; dueAt: number }[]> {
  const { rows } = await pool.query<{ id: string; due: Date }>(
    `select id, next_due_at as due from matches where phase in ('chatting', 'guessing')`,
  );
  return rows.map(({ id, due }) => ({ id, dueAt: due.getTime() }));
}

/** How many matches are played now. */
export async function liveMatchCount({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int from matches where phase in ('chatting', 'guessing')`,
  );
  return rows[0]?.count ?? 0;
}

export interface OwedReply {
  matchId: string;
  conversationId: string;
  seat: Label;
  round: number;
  after: number;
}

/**
 * Occasions that no reply has taken up: for each AI seat that means to say nothing now, its turn,
 * or the newest message of another seat, or an untouched round.
 */
export async function owedReplies({ pool }: Database, overdueMs: number): Promise<OwedReply[]> {
  const { rows } = await pool.query<OwedReply>({
    name: "owed-replies",
    text: OWED_REPLIES,
    values: [overdueMs / 1000],
  });
  return rows;
}

const OWED_REPLIES = `
  with talking as (
    select m.id, m.opened_at, s.id as seat_id, s.label, s.round, c as conversation,
      (c ->> 'id')::uuid as conversation_id
    from matches m
    join seats s on s.match_id = m.id and s.kind = 'ai' and s.left_at is null
      and s.round = jsonb_array_length(m.state -> 'rounds')
    cross join jsonb_array_elements(m.state -> 'rounds' -> -1 -> 'conversations') as c
    where m.phase = 'chatting' and c -> 'seats' ? s.label
  ), occasions as (
    select t.*, occasion.seq, occasion.at
    from talking t
    left join lateral (
      select seq, at from messages
      where conversation_id = t.conversation_id and label <> t.label
      order by seq desc limit 1
    ) heard on jsonb_typeof(t.conversation -> 'turn') <> 'object'
    left join lateral (
      select seq, at from match_events
      where match_id = t.id and (event ->> 'type' = 'phase'
        or event ->> 'type' = 'turn' and event ->> 'conversationId' = t.conversation ->> 'id')
      order by seq desc limit 1
    ) called on heard.seq is null
    cross join lateral (
      select coalesce(heard.seq, called.seq, 0) as seq,
        coalesce(heard.at, called.at, t.opened_at) as at
    ) occasion
    where jsonb_typeof(t.conversation -> 'turn') <> 'object'
      or t.conversation -> 'turn' ->> 'seat' = t.label
  )
  select o.id as "matchId", o.conversation_id as "conversationId", o.label as seat, o.round,
    o.seq as after
  from occasions o
  where o.at < clock_timestamp() - make_interval(secs => $1)
    and not exists (
      select from replies r
      where r.seat_id = o.seat_id and r.conversation_id = o.conversation_id
        and (r.state in ('composing', 'scheduled') or r.after_seq >= o.seq)
    )
  limit ${BATCH}`;

/** Replies whose composing nobody finished. */
export async function staleReplies({ orm }: Database, overdueMs: number): Promise<Reply[]> {
  return orm
    .select()
    .from(replies)
    .where(and(eq(replies.state, "composing"), lt(replies.createdAt, before(overdueMs))))
    .limit(BATCH);
}

/** Replies that should have been delivered. */
export async function overdueReplies({ orm }: Database, overdueMs: number): Promise<Reply[]> {
  return orm
    .select()
    .from(replies)
    .where(and(eq(replies.state, "scheduled"), lt(replies.deliverAt, before(overdueMs))))
    .orderBy(replies.deliverAt)
    .limit(BATCH);
}

export async function scheduledReplies({ orm }: Database): Promise<Reply[]> {
  return orm.select().from(replies).where(eq(replies.state, "scheduled"));
}

export interface OwedGuess {
  matchId: string;
  seat: Label;
  round: number;
}

/** AI seats that have not guessed in a guessing phase that is under way. */
export async function owedGuesses({ pool }: Database): Promise<OwedGuess[]> {
  const { rows } = await pool.query<OwedGuess>({
    name: "owed-guesses",
    text: `select m.id as "matchId", s.label as seat, s.round
           from matches m
           join seats s on s.match_id = m.id and s.kind = 'ai' and s.role <> 'witness'
             and s.left_at is null and s.round = jsonb_array_length(m.state -> 'rounds')
           where m.phase = 'guessing'
             and not exists (select from guesses g where g.by_seat_id = s.id)
           limit ${BATCH}`,
  });
  return rows;
}

/** Postgres's clock, epoch milliseconds. */
export async function clockOf({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ now: Date }>("select clock_timestamp() as now");
  const [row] = rows;
  if (!row) throw new Error("Postgres told no time");
  return row.now.getTime();
}
