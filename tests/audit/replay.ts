import pg from "pg";
import { z } from "zod";
import type { MatchRecord, Message } from "./record.ts";

const rowSchema = z.object({
  match_id: z.string(),
  conversation_id: z.string(),
  ruleset: z.string(),
  time_scale: z.number(),
  opened_at: z.date(),
  ended_at: z.date(),
  seat: z.string(),
  messages: z.array(
    z.object({ id: z.string(), label: z.string(), at: z.coerce.date(), body: z.string() }),
  ),
});

/** Groups that can be measured on what is stored of a match: nothing is known of the wire. */
export const STORED_GROUPS = ["latency", "spread", "digits", "manners"];

/** Revealed matches between people, each as its seat A saw it; frames and the like are empty. */
export async function recordedPeople(databaseUrl: string, ruleset: string): Promise<MatchRecord[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(RECORDED, [ruleset]);
    return z.array(rowSchema).parse(rows).map(recordOf);
  } finally {
    await client.end();
  }
}

const RECORDED = `
  select m.id as match_id, c.id as conversation_id, r.body ->> 'slug' as ruleset, m.time_scale,
    o.opened_at, coalesce(o.chat_closed_at, m.ended_at) as ended_at, 'A' as seat,
    (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'label', s.label, 'at', s.at,
      'body', s.body) order by s.seq), '[]') from messages s where s.match_id = m.id) as messages
  from matches m
  join rulesets r on r.id = m.ruleset_id
  join rounds o on o.match_id = m.id and o.number = 1
  join conversations c on c.round_id = o.id
  where m.phase = 'revealed' and r.body ->> 'slug' = $1
    and not exists (select from seats where match_id = m.id and kind = 'ai')`;

function recordOf(row: z.infer<typeof rowSchema>): MatchRecord {
  const openedAt = row.opened_at.getTime();
  return {
    matchId: row.match_id,
    kind: "human",
    scale: row.time_scale,
    ruleset: row.ruleset,
    conversationId: row.conversation_id,
    seat: row.seat,
    joinedAt: openedAt,
    nextWaveAt: openedAt,
    seatedAt: openedAt,
    now: openedAt,
    viewAt: openedAt,
    deadlineAt: row.ended_at.getTime(),
    chatEndedAt: row.ended_at.getTime(),
    messages: row.messages.map(({ id, label, at, body }): Message => ({
      ...{ id, body, theirs: label !== row.seat, at: at.getTime(), arrivedAt: at.getTime() },
      characters: Array.from(body).length,
      frameBytes: 0,
    })),
    dots: [],
    turns: [],
    frames: [],
    chunks: [],
    answers: [],
  };
}
