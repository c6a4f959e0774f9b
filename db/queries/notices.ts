import type { Database } from "../client.ts";
import type { Queryable } from "../save.ts";
import type { decisions } from "../schema/moderation.ts";
import { iso } from "./iso.ts";
import { SHOWN_TITLE } from "./shown.ts";

type Action = Exclude<(typeof decisions.$inferSelect)["action"], "dismiss" | "count">;

/** A decision as the players whom it concerns are told of it. */
export interface DecisionNotice {
  id: string;
  action: Action;
  reason: string;
  until: string | null;
  at: string;
  /** Whether it still holds: neither taken back nor over. */
  standing: boolean;
  undone: { at: string; reason: string } | null;
  seen: boolean;
  match: { id: string; title: string; endedAt: string };
  /** The player's own message, where it was hidden. */
  message: string | null;
  appeal: {
    text: string;
    at: string;
    state: "open" | "granted" | "refused";
    answer: string | null;
  } | null;
}

/** Sanctions of the player $1, what was hidden of theirs, and what was voided with them in it. */
const CONCERNS = `d.action not in ('dismiss', 'count') and (d.player_id = $1
  or d.action = 'hide' and exists (select from messages x join seats s on s.id = x.seat_id
    where x.id = d.message_id and s.player_id = $1)
  or d.action = 'void' and c.match_id in (select match_id from seats where player_id = $1))`;

/** Decisions that concern a player, the newest first; of one id, or all. */
export async function noticesFor(
  { pool }: Database,
  playerId: string,
  decisionId: string | null = null,
): Promise<DecisionNotice[]> {
  const { rows } = await pool.query<DecisionNotice>(
    `select d.id, d.action, d.reason, ${iso("d.until")} as until, ${iso("d.created_at")} as at,
       d.undone_at is null and (d.until is null or d.until > clock_timestamp()) as standing,
       case when d.undone_at is not null then jsonb_build_object(
         'at', ${iso("d.undone_at")}, 'reason', d.undo_reason) end as undone,
       d.seen_at is not null as seen,
       jsonb_build_object('id', m.id, 'title', ${SHOWN_TITLE},
         'endedAt', ${iso("m.ended_at")}) as match,
       (select x.body from messages x where x.id = d.message_id) as message,
       (select jsonb_build_object('text', a.text, 'at', ${iso("a.created_at")},
          'state', a.state, 'answer', a.answer)
        from appeals a where a.decision_id = d.id and a.player_id = $1) as appeal
     from decisions d
     join cases c on c.id = d.case_id
     join matches m on m.id = c.match_id
     join rulesets r on r.id = m.ruleset_id
     where (${CONCERNS}) and ($2::uuid is null or d.id = $2)
     order by d.created_at desc, d.id desc limit 200`,
    [playerId, decisionId],
  );
  return rows;
}

/** Where a decision concerns a player: its case, and whether it has been taken back. */
export async function concerns(
  db: Queryable,
  decisionId: string,
  playerId: string,
): Promise<{ caseId: string; undone: boolean } | null> {
  const { rows } = await db.query<{ caseId: string; undone: boolean }>(
    `select d.case_id as "caseId", d.undone_at is not null as undone
     from decisions d join cases c on c.id = d.case_id
     where (${CONCERNS}) and d.id = $2`,
    [playerId, decisionId],
  );
  return rows[0] ?? null;
}
