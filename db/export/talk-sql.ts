import { DEFAULT_RULES, rulesNamed } from "../../game/exclusion.ts";
import { gameExclusionSql } from "../exclusion-sql.ts";
import { SAID } from "../game-talks.ts";
import { type ExportScope, pseudonym } from "./scope.ts";
import type { Sources } from "./table-source.ts";
import { EXPORTED, MARKS, rowsOf } from "./table-source.ts";

const GAME_EXCLUSION = gameExclusionSql(rulesNamed(DEFAULT_RULES));

const QUARANTINED = (kind: "message" | "guess", id: string) =>
  `left join export_quarantine q on q.kind = '${kind}' and q.row_id = ${id}`;

export function talkTables({
  salt,
}: ExportScope): Pick<Sources, "messages" | "guesses" | "generations"> {
  const id = (column: string) => pseudonym(salt, column);
  return {
    messages: {
      columns: {
        message_id: id("m.id"),
        conversation_id: id("m.conversation_id"),
        round_id: id("o.id"),
        seat_id: id("m.seat_id"),
        seq: "m.seq",
        body: `case when q.row_id is null and m.hidden_at is null and m.erased_at is null
          then m.body end`,
        n_char: "case when m.erased_at is null then char_length(m.body) end",
        sent_at: "m.at",
        typing_started_at: "y.typing_at",
        generated_at: "y.generated_at",
        delay_drawn_ms: "y.delay_ms",
        scheduled_at: "y.deliver_at",
        delivered_at: "m.at",
        late_ms: "round(extract(epoch from m.at - y.deliver_at) * 1000)::int",
        fallback_used: "y.fallback_used",
        pasted: "m.pasted",
        hidden: "m.hidden_at is not null",
        flag: `case when m.erased_at is not null then 'erased'
          when m.hidden_at is not null then 'hidden'
          when q.row_id is not null then 'quarantined' end`,
        ...MARKS,
      },
      from: `${EXPORTED} join messages m on m.match_id = e.id
        join rounds o on o.match_id = m.match_id and o.number = m.round
        left join replies y on y.conversation_id = m.conversation_id and y.seat_id = m.seat_id
          and y.message_id = m.id
        ${QUARANTINED("message", "m.id")}`,
      rows: rowsOf("messages"),
    },
    guesses: {
      columns: {
        guess_id: id("g.id"),
        round_id: id("g.round_id"),
        by_seat_id: id("g.by_seat_id"),
        about_seat_id: id("g.about_seat_id"),
        p_ai: "g.p_ai",
        verdict: "case when g.p_ai > .5 then 'ai' when g.p_ai < .5 then 'human' end",
        correct: "case when g.p_ai <> .5 then (g.p_ai > .5) = (w.kind = 'ai') end",
        confidence: "g.confidence",
        reason: "case when q.row_id is null then g.reason end",
        tells: `coalesce((select string_agg(${id("tell")}, ' ') from unnest(g.tells) tell), '')`,
        early: "g.early",
        decision_ms: "g.decision_ms",
        created_at: "g.created_at",
        flag: "case when q.row_id is not null then 'quarantined' end",
        excluded: "x.reason is not null",
        exclusion_reason: "x.reason",
      },
      from: `${EXPORTED} join matches m on m.id = e.id join guesses g on g.match_id = e.id
        join seats d on d.id = g.by_seat_id join seats w on w.id = g.about_seat_id
        ${SAID} cross join lateral (select ${GAME_EXCLUSION} as reason) x
        ${QUARANTINED("guess", "g.id")}`,
      rows: rowsOf("guesses"),
    },
    generations: {
      columns: {
        generation_id: id("g.id"),
        message_id: id("y.message_id"),
        persona_version_id: id("g.persona_version_id"),
        requested_at: "g.requested_at",
        latency_ms: "g.latency_ms",
        prompt_tokens: "g.prompt_tokens",
        completion_tokens: "g.completion_tokens",
        cost: "g.cost",
        finish_reason: "g.finish_reason",
        attempt: "g.attempt",
        error: "g.error",
      },
      from: `${EXPORTED} join generations g on g.match_id = e.id
        left join replies y on y.id = g.reply_id`,
      rows: rowsOf("generations"),
    },
  };
}
