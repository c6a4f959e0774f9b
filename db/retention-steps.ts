import { ERASED_WORDS, PERIODS, periodText } from "../game/retention.ts";

export interface Step {
  /** What is counted: rows of this. */
  what: string;
  /** How old it must be; left out where the row itself says when. */
  period: string;
  /** $1 is the period. */
  due: string;
  /** Erases some of what is due, at most $2 rows. */
  erase: string;
}

const OLDER = (column: string) => `${column} < clock_timestamp() - $1::interval`;

/** One place for each thing that is kept for a time only. */
export const STEPS = {
  words: {
    what: "matches whose words are erased",
    period: periodText(PERIODS.words),
    due: `from matches where ${OLDER("ended_at")} and words_erased_at is null`,
    erase: `with due as materialized (
        select id from matches where ${OLDER("ended_at")} and words_erased_at is null
        order by ended_at limit $2 for update skip locked),
      said as (update messages set body = '${ERASED_WORDS}', raw = null, erased_at = clock_timestamp()
        where match_id in (select id from due) and erased_at is null),
      reasons as (update guesses set reason = null
        where match_id in (select id from due) and reason is not null),
      planned as (update replies set body = null, rest = '[]'
        where match_id in (select id from due) and (body is not null or rest <> '[]'))
      update matches set words_erased_at = clock_timestamp() where id in (select id from due)`,
  },
  traces: {
    what: "tickets whose hashes of address and device are erased",
    period: periodText(PERIODS.traces),
    due: `from tickets where ${OLDER("created_at")}
      and coalesce(address, device, invitation) is not null`,
    erase: `update tickets set address = null, device = null, invitation = null
      where id in (select id from tickets where ${OLDER("created_at")}
        and coalesce(address, device, invitation) is not null limit $2)`,
  },
  "ended-sessions": {
    what: "ended sessions that are deleted",
    period: periodText(PERIODS.endedSessions),
    due: `from sessions where ${OLDER("ended_at")}`,
    erase: `delete from sessions where id in (
      select id from sessions where ${OLDER("ended_at")} limit $2)`,
  },
  "expired-sessions": {
    what: "expired sessions that are deleted",
    period: "0 days",
    due: `from sessions where ${OLDER("expires_at")}`,
    erase: `delete from sessions where id in (
      select id from sessions where ${OLDER("expires_at")} limit $2)`,
  },
  "refused-texts": {
    what: "refused texts that are erased",
    period: periodText(PERIODS.refusedTexts),
    due: `from flags where ${OLDER("created_at")} and refused_text is not null`,
    erase: `update flags set refused_text = null where id in (
      select id from flags where ${OLDER("created_at")} and refused_text is not null limit $2)`,
  },
} as const satisfies Record<string, Step>;
