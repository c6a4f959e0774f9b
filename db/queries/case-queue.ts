import type { Database } from "../client.ts";
import type { FLAG_KINDS, REPORT_CATEGORIES } from "../schema/moderation.ts";
import { iso } from "./iso.ts";

export type ReportCategory = (typeof REPORT_CATEGORIES)[number];
export type FlagKind = (typeof FLAG_KINDS)[number];

export interface QueueFilter {
  state: "open" | "closed" | "mine";
  category?: ReportCategory;
  flag?: FlagKind;
  appealed?: boolean;
}

/** A case in a list: what it is about, and nothing of what was said. */
export interface QueuedCase {
  id: string;
  matchId: string;
  ruleset: string;
  state: "open" | "closed";
  priority: number;
  openedAt: string;
  closedAt: string | null;
  /** The match runs: the case opens at its reveal. */
  running: boolean;
  reports: number;
  flags: number;
  categories: ReportCategory[];
  kinds: FlagKind[];
  /** Appeals that wait for an answer. */
  appeals: number;
  claim: { by: string; until: string; mine: boolean } | null;
}

/** Where a page of the queue ends. */
export interface QueueEdge {
  priority: number;
  at: string;
  id: string;
}

/** The gravest first, then the oldest; closed ones, the latest first. */
const ORDER = {
  waiting: {
    by: "c.priority desc, c.opened_at, c.id",
    after: `(c.priority < $6 or c.priority = $6 and (c.opened_at, c.id) > ($7::timestamptz, $8::uuid))`,
  },
  closed: {
    by: "c.closed_at desc, c.id desc",
    after: `(c.closed_at, c.id) < ($7::timestamptz, $8::uuid) and $6::int is not null`,
  },
} as const;

const STATES: Readonly<Record<QueueFilter["state"], string>> = {
  open: "c.state = 'open'",
  closed: "c.state = 'closed'",
  mine: "c.claimed_by = $1 and c.claimed_until > clock_timestamp()",
};

const APPEALS = `select from appeals a join decisions d on d.id = a.decision_id
  where d.case_id = c.id and a.state = 'open'`;

/** A page of the cases that a moderator may see: none of a match in which they sat. */
export async function queuedCases(
  { pool }: Database,
  moderatorId: string,
  { state, category, flag, appealed }: QueueFilter,
  after: QueueEdge | null,
  limit: number,
): Promise<QueuedCase[]> {
  const order = state === "closed" ? ORDER.closed : ORDER.waiting;
  const { rows } = await pool.query<QueuedCase>(
    `select c.id, c.match_id as "matchId", r.body ->> 'title' as ruleset, c.state, c.priority,
       ${iso("c.opened_at")} as "openedAt", ${iso("c.closed_at")} as "closedAt",
       m.phase in ('chatting', 'guessing') as running,
       (select count(*)::int from reports x where x.case_id = c.id) as reports,
       (select count(*)::int from flags x where x.match_id = c.match_id) as flags,
       coalesce((select jsonb_agg(distinct x.category) from reports x where x.case_id = c.id),
         '[]') as categories,
       coalesce((select jsonb_agg(distinct x.kind) from flags x where x.match_id = c.match_id),
         '[]') as kinds,
       (select count(*)::int from (${APPEALS}) open) as appeals,
       case when c.claimed_until > clock_timestamp() then jsonb_build_object(
         'by', p.handle, 'until', ${iso("c.claimed_until")}, 'mine', c.claimed_by = $1)
       end as claim
     from cases c
     join matches m on m.id = c.match_id
     join rulesets r on r.id = m.ruleset_id
     left join players p on p.id = c.claimed_by
     where ${STATES[state]}
       and not exists (select from seats s where s.match_id = c.match_id and s.player_id = $1)
       and ($2::text is null
         or exists (select from reports x where x.case_id = c.id and x.category = $2))
       and ($3::text is null
         or exists (select from flags x where x.match_id = c.match_id and x.kind = $3))
       and (not $4::boolean or exists (${APPEALS}))
       and ($6::int is null or ${order.after})
     order by ${order.by} limit $5`,
    [
      moderatorId,
      category ?? null,
      flag ?? null,
      appealed ?? false,
      limit,
      after?.priority ?? null,
      after?.at ?? null,
      after?.id ?? null,
    ],
  );
  return rows;
}
