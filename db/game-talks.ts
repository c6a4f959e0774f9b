import { sql } from "drizzle-orm";
import type { Orm } from "./client.ts";

/*
 * A game is a guess `g` of a match `m`, its sides the seats `d` (detective) and `w` (witness). What
 * they said to each other is looked up in `game_talks` as `k`; where it is not noted yet, it is
 * counted in the conversations of the round in which the witness wrote.
 */

const counts = (only = "") => `
    select count(*) filter (where x.seat_id = w.id)::int as witness_messages,
      count(*)::int as messages,
      coalesce(bool_or(x.pasted) filter (where x.seat_id = w.id), false) as pasted
    from messages x
    where ${only} x.match_id = m.id and x.seat_id in (d.id, w.id) and x.conversation_id in (
      select y.conversation_id from messages y where y.match_id = m.id and y.seat_id = w.id)`;

/** The mean of the witness's answers, whole seconds. */
const delays = (only = "") => `
    select floor(avg(extract(epoch from x.at - x.since)))::int as delay
    from (
      select x.at, x.seat_id, lag(x.at) over talk as since, lag(x.seat_id) over talk as prior
      from messages x
      where ${only} x.match_id = m.id and x.conversation_id in (
        select y.conversation_id from messages y where y.match_id = m.id and y.seat_id = w.id)
      window talk as (partition by x.conversation_id order by x.seq)
    ) x where x.seat_id = w.id and x.prior <> w.id`;

const UNNOTED = "k.guess_id is null and";

/** Joins `said` to `m`, `g`, `d` and `w`: `witness_messages`, `messages`, `pasted`. */
export const SAID = `left join game_talks k on k.guess_id = g.id
  cross join lateral (
    select coalesce(k.witness_messages, c.witness_messages) as witness_messages,
      coalesce(k.messages, c.messages) as messages, coalesce(k.pasted, c.pasted) as pasted
    from (${counts(UNNOTED)}) c
  ) said`;

/** Joins `answered` to what `SAID` is joined to: `delay`, null where the witness never answered. */
export const ANSWERED = `cross join lateral (
    select case when k.guess_id is null then c.delay else k.delay end as delay
    from (${delays(UNNOTED)}) c
  ) answered`;

/** Notes what was said in the games of a match that is over; nothing of it changes any more. */
export async function noteTalks(orm: Orm, matchId: string): Promise<void> {
  await orm.execute(sql`
    insert into game_talks (guess_id, witness_messages, messages, pasted, delay)
    select g.id, said.witness_messages, said.messages, said.pasted, answered.delay
    from guesses g join matches m on m.id = g.match_id
    join seats d on d.id = g.by_seat_id join seats w on w.id = g.about_seat_id
    cross join lateral (${sql.raw(counts())}) said
    cross join lateral (${sql.raw(delays())}) answered
    where g.match_id = ${matchId} and m.ended_at is not null
    on conflict do nothing`);
}
