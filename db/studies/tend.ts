import type { Ending } from "../../game/experiment.ts";
import type { Stores } from "../stores.ts";
import { inTransaction } from "../transaction.ts";
import { endEnrolments } from "./end.ts";

/** Who neither waits nor plays for this long has left; in minutes, divided by the time scale. */
const IDLE_MINUTES = 60;
/** Pages take their time at any scale. */
const LEAST_IDLE_MINUTES = 2;

/**
 * Brings parts in experiments up to what their matches and clocks say: of one participant, or of
 * all. Doing it again does nothing, so that a page may do it as well as a worker.
 */
export async function tendEnrolments(stores: Stores, enrolmentId?: string): Promise<void> {
  await countPlayed(stores, enrolmentId);
  await endWhere(stores, "finished", DONE, enrolmentId, []);
  await endWhere(stores, "waited-too-long", WAITED, enrolmentId, [stores.timeScale]);
  const idle = Math.max(LEAST_IDLE_MINUTES, IDLE_MINUTES / stores.timeScale);
  await endWhere(stores, "left", IDLE, enrolmentId, [idle]);
}

const DONE = "e.state = 'playing' and e.played >= (v.design ->> 'matches')::int";

/** By the enrolment's own row too: whoever is seated meanwhile has changed it. */
const WAITED = `e.state = 'playing' and e.waiting_since is not null and exists (select from tickets t
  where t.enrolment_id = e.id and t.state = 'waiting' and t.created_at < clock_timestamp()
    - make_interval(secs => (v.design ->> 'waitSeconds')::float8 / $2))`;

const IDLE = `e.state in ('consented', 'playing') and e.waiting_since is null
  and not exists (select from tickets t where t.enrolment_id = e.id and t.state = 'waiting')
  and not exists (select from seats s where s.enrolment_id = e.id and s.live)
  and greatest(e.consented_at, e.answered_at,
    (select max(coalesce(t.closed_at, t.heard_at)) from tickets t where t.enrolment_id = e.id),
    (select max(coalesce(m.ended_at, m.opened_at)) from seats s join matches m on m.id = s.match_id
     where s.enrolment_id = e.id)) < clock_timestamp() - make_interval(secs => 60 * $2::float8)`;

/** A match is played once it has ended, or once its participant has left it. */
async function countPlayed({ database }: Stores, enrolmentId?: string): Promise<void> {
  await database.pool.query(
    // Two may count at once: what is counted already stays counted.
    `update enrolments e set played = greatest(e.played, now.played), waiting_since = now.waiting
     from (
       select e.id,
         (select count(distinct s.match_id)::int from seats s join matches m on m.id = s.match_id
          where s.enrolment_id = e.id
            and (m.phase in ('revealed', 'voided') or s.left_at is not null)) as played,
         (select max(t.created_at) from tickets t
          where t.enrolment_id = e.id and t.state = 'waiting') as waiting
       from enrolments e where e.state = 'playing' and ($1::uuid is null or e.id = $1)
     ) now
     where e.id = now.id and e.state = 'playing'
       and (e.played, e.waiting_since) is distinct from (now.played, now.waiting)`,
    [enrolmentId ?? null],
  );
}

async function endWhere(
  stores: Stores,
  ending: Ending,
  condition: string,
  enrolmentId: string | undefined,
  values: number[],
): Promise<void> {
  const due = `select e.id from enrolments e
    join experiment_versions v on v.id = e.experiment_version_id
    where ($1::uuid is null or e.id = $1) and ${condition}`;
  const given = [enrolmentId ?? null, ...values];
  // Nearly always there is nobody, and then nothing need be locked.
  const { rowCount } = await stores.database.pool.query(`${due} limit 1`, given);
  if (!rowCount) return;
  const players = await inTransaction(stores.database, async ({ orm, client }) => {
    // Of all, whoever is being seated just now is passed over; of one, the page says how it stands.
    const others = enrolmentId === undefined ? "skip locked" : "";
    const { rows } = await client.query<{ id: string }>(`${due} for update of e ${others}`, given);
    const ids = rows.map(({ id }) => id);
    return endEnrolments(orm, ids, ending);
  });
  const reason = ending === "waited-too-long" ? "nobody-else" : "left";
  const ended = (players ?? []).map((playerId) => ({ playerId, reason }) as const);
  if (ended.length > 0) stores.events.announce({ kind: "lobby", seated: [], ended });
}
