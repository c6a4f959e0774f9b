import type pg from "pg";
import {
  currentRound,
  isLive,
  type Match,
  type MatchEvent,
  nextDueAt,
  type Round,
} from "../game/match.ts";
import { stateOf } from "./match-rows.ts";

/** Anything that runs a statement: the pool, or a connection inside a transaction. */
export type Queryable = Pick<pg.ClientBase, "query">;

export interface NewMessage {
  seatId: string;
  conversationId: string;
  round: number;
  label: string;
  seq: number;
  body: string;
  /** Null where it reads as the body. */
  raw: string | null;
  clientId: string;
  pasted: boolean;
}

const SAVE = `
  saved as (
    update matches set version = $3, phase = $4, deadline_at = $5, next_due_at = $6, state = $7,
      end_reason = $8, ended_at = case when $9 then clock_timestamp() else ended_at end
    where id = $1 and version = $2
    returning id
  ), logged as (
    insert into match_events (match_id, seq, event)
    select saved.id, (event ->> 'seq')::int, event
    from saved, jsonb_array_elements($10::jsonb) as event
  )`;

/**
 * Writes a match and its turn and phase events by compare-and-set on the version that was read.
 * @returns false when somebody else changed the match first: nothing is written then.
 */
export async function saveMatch(
  db: Queryable,
  from: Match,
  to: Match,
  events: readonly MatchEvent[],
): Promise<boolean> {
  const { rowCount } = await db.query({
    name: "save-match",
    text: `with ${SAVE} select id from saved`,
    values: valuesOf(from, to, events),
  });
  return rowCount === 1;
}

/** The same with a message, in one statement; Postgres names and stamps the message. */
export async function saveMessage(
  db: Queryable,
  from: Match,
  to: Match,
  events: readonly MatchEvent[],
  message: NewMessage,
): Promise<{ id: string; at: number } | null> {
  const { rows } = await db.query<{ id: string; at: Date }>({
    name: "save-message",
    text: `with ${SAVE}
      insert into messages
        (match_id, seat_id, conversation_id, round, label, seq, body, raw, client_id, pasted)
      select saved.id, $11::uuid, $12::uuid, $13::int, $14, $15::int, $16, $17, $18, $19::boolean
      from saved
      returning id, at`,
    values: [
      ...valuesOf(from, to, events),
      message.seatId,
      message.conversationId,
      message.round,
      message.label,
      message.seq,
      message.body,
      message.raw,
      message.clientId,
      message.pasted,
    ],
  });
  const [row] = rows;
  return row ? { id: row.id, at: row.at.getTime() } : null;
}

function valuesOf(from: Match, to: Match, events: readonly MatchEvent[]): unknown[] {
  const due = nextDueAt(to);
  return [
    from.id,
    from.version,
    to.version,
    to.phase,
    dateOrNull(to.deadlineAt),
    dateOrNull(due),
    JSON.stringify(stateOf(to)),
    isLive(to) ? null : to.endReason,
    isLive(from) && !isLive(to),
    JSON.stringify(events.filter(({ type }) => type === "turn" || type === "phase")),
  ];
}

/** Rows of a round that has just been dealt. */
export function roundOpened(from: Match, to: Match): Round | null {
  return to.rounds.length > from.rounds.length ? currentRound(to) : null;
}

function dateOrNull(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
