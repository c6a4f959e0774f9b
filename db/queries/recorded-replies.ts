import { complexityOf } from "../../game/complexity.ts";
import type { RecordedReply } from "../../game/timing-likelihood.ts";
import { lengthOf } from "../../game/utterance.ts";
import type { Database } from "../client.ts";

/** The newest matches are enough, and the fit takes its time. */
const MOST_MATCHES = 2000;

interface Row {
  match_id: string;
  conversation_id: string;
  seat_id: string;
  kind: "human" | "ai";
  body: string;
  pasted: boolean;
  at: Date;
  /** When the writer's turn began, where turns are taken. */
  turn_at: Date | null;
}

/**
 * How long people took to answer in revealed matches: each message of a person that is the first
 * since somebody else's. Left out is what says nothing of typing: pasted texts, matches in slots,
 * all answers at once, or at another time scale, as people live at 1.
 */
export async function recordedReplies({ pool }: Database): Promise<RecordedReply[]> {
  const { rows } = await pool.query<Row>(RECORDED, [MOST_MATCHES]);
  const conversations = Map.groupBy(rows, (row) => row.conversation_id);
  return [...conversations.values()].flatMap(repliesOf);
}

const RECORDED = `
  with recorded as (
    select m.id, r.body ->> 'turnTaking' as turn_taking
    from matches m join rulesets r on r.id = m.ruleset_id
    where m.phase = 'revealed' and m.time_scale = 1
      and coalesce(r.body ->> 'release', 'natural') = 'natural'
      and r.body ->> 'turnTaking' <> 'simultaneous'
    order by m.ended_at desc limit $1)
  select s.match_id, g.conversation_id, g.seat_id, s.kind, g.body, g.pasted, g.at,
    (select max(e.at) from match_events e
     where e.match_id = g.match_id and e.seq < g.seq and e.event ->> 'type' = 'turn'
       and e.event ->> 'conversationId' = g.conversation_id::text
       and e.event ->> 'seat' = g.label) as turn_at
  from recorded c
  join messages g on g.match_id = c.id
  join seats s on s.id = g.seat_id
  order by g.conversation_id, g.seq`;

/** The replies of one conversation, whose messages come in order. */
function repliesOf(rows: readonly Row[]): RecordedReply[] {
  return rows.flatMap((row, index) => {
    const before = rows.slice(0, index);
    const own = before.findLastIndex(({ seat_id }) => seat_id === row.seat_id);
    const heard = before.slice(own + 1);
    const last = heard.at(-1);
    if (row.kind !== "human" || row.pasted || !last) return [];
    const text = heard.map(({ body }) => body).join(" ");
    const received = Math.max(last.at.getTime(), row.turn_at?.getTime() ?? 0);
    return [
      {
        matchId: row.match_id,
        seatId: row.seat_id,
        seconds: (row.at.getTime() - received) / 1000,
        previousCharacters: lengthOf(text),
        characters: lengthOf(row.body),
        complexity: complexityOf(text),
      },
    ];
  });
}
