import type { StoredMessage } from "../../game/view.ts";
import type { Database } from "../client.ts";

interface MessageRow {
  id: string;
  seq: number;
  round: number;
  conversation_id: string;
  label: string;
  body: string;
  raw: string | null;
  client_id: string;
  hidden: boolean;
  at: Date;
}

/** What players read in the place of a message that a moderator has hidden. */
const HIDDEN_WORDS = "(hidden by a moderator)";

/** All messages of a match in their one order, as players may read them. */
export async function messagesOf({ pool }: Database, matchId: string): Promise<StoredMessage[]> {
  const { rows } = await pool.query<MessageRow>({
    name: "messages-of",
    text: `select id, seq, round, conversation_id, label, body, client_id, at,
             hidden_at is not null as hidden
           from messages where match_id = $1 order by seq`,
    values: [matchId],
  });
  return rows.map(storedMessage);
}

/** The message that a participant has sent under a client id, with the text as it was sent. */
export async function messageByClientId(
  { pool }: Database,
  matchId: string,
  participant: number,
  clientId: string,
): Promise<{ message: StoredMessage; raw: string } | null> {
  const { rows } = await pool.query<MessageRow>({
    name: "message-by-client-id",
    text: `select m.id, m.seq, m.round, m.conversation_id, m.label, m.body, m.raw, m.client_id, m.at,
             m.hidden_at is not null as hidden
           from messages m join seats s on s.id = m.seat_id
           where s.match_id = $1 and s.participant = $2 and m.client_id = $3
           order by m.seq desc limit 1`,
    values: [matchId, participant, clientId],
  });
  const [row] = rows;
  return row ? { message: storedMessage(row), raw: row.raw ?? row.body } : null;
}

function storedMessage(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    seq: row.seq,
    round: row.round,
    conversationId: row.conversation_id,
    seat: row.label,
    body: row.hidden ? HIDDEN_WORDS : row.body,
    at: row.at.getTime(),
    clientId: row.client_id,
  };
}
