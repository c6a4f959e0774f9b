import { ERASED_WORDS, PERIODS, periodText } from "../game/retention.ts";
import { LEAST_ID } from "./export/screening.ts";

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

/** Experiments that nobody has been let into for so long; drafts take nobody in. */
const CLOSED = `(select experiment_id from experiment_versions group by experiment_id
  having bool_and(state in ('closed', 'draft')) and max(closed_at) < clock_timestamp() - $1::interval)`;

/** What the links of participants said, where it is long enough to mean somebody (`LEAST_ID`). */
const NAMED = (from: string) => `from ${from} d, jsonb_each_text(d.params) p
  where length(p.value) >= ${LEAST_ID}`;

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
  recruits: {
    what: "participants of whom it is erased what their recruiter's link said",
    period: periodText(PERIODS.recruits),
    due: `from recruits where experiment_id in ${CLOSED}`,
    // Where texts repeat it, later exports must still leave them out: nobody knows it any more then.
    erase: `with due as materialized (
        select enrolment_id, params from recruits where experiment_id in ${CLOSED}
        limit $2 for update skip locked),
      named as materialized (
        select d.enrolment_id, lower(p.value) as value ${NAMED("due")}),
      talk as materialized (
        select distinct s.match_id, n.value from named n join seats s using (enrolment_id)),
      messages_out as (insert into quarantined_texts (kind, row_id, reason)
        select distinct 'message', m.id, 'recruiter-id' from talk t join messages m using (match_id)
        where position(t.value in lower(m.body)) > 0 on conflict do nothing),
      reasons_out as (insert into quarantined_texts (kind, row_id, reason)
        select distinct 'guess', g.id, 'recruiter-id' from talk t join guesses g using (match_id)
        where position(t.value in lower(g.reason)) > 0 on conflict do nothing),
      answers_out as (update enrolments e set answers = (
          select coalesce(jsonb_object_agg(a.key, a.value), '{}') from jsonb_each(e.answers) a
          where not exists (select from named n where n.enrolment_id = e.id
            and position(n.value in lower(a.value #>> '{}')) > 0))
        where e.answers is not null and e.id in (select enrolment_id from named))
      delete from recruits where enrolment_id in (select enrolment_id from due)`,
  },
} as const satisfies Record<string, Step>;
