import type { Database } from "../client.ts";
import { iso } from "../queries/iso.ts";
import { IN_SCOPE, KNOWN_AT } from "./games.ts";

/** Games by which the analysis moves on, at least. */
export const BATCH = 20;

/** How far the analysis of a scope has come. */
export interface Batch {
  /** Shown are games known to everybody in them up to this instant. */
  until: string;
  /** Games since then, fewer than a batch. */
  waiting: number;
}

const NEVER = "1970-01-01T00:00:00.000Z";

/**
 * Moves the analysis of public play (null) or of an experiment on where at least twenty games wait,
 * or where the experiment is closed and nobody plays in it any more. What two do at once is done once.
 */
export async function currentBatch(
  database: Database,
  experimentId: string | null,
): Promise<Batch> {
  const scope = experimentId ?? "public";
  const { number, until } = await newestBatch(database, scope);
  const waiting = await waitingGames(database, experimentId, until);
  const { games, latest } = waiting;
  if (!latest || (games < BATCH && !(await isOver(database, experimentId))))
    return { until, waiting: games };
  await database.pool.query(
    `insert into analysis_batches (scope, number, until, games) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [scope, number + 1, latest, games],
  );
  const now = await newestBatch(database, scope);
  return { until: now.until, waiting: 0 };
}

async function newestBatch(
  { pool }: Database,
  scope: string,
): Promise<{ number: number; until: string }> {
  const { rows } = await pool.query<{ number: number; until: string }>(
    `select number, ${iso("until")} as until from analysis_batches
     where scope = $1 order by number desc limit 1`,
    [scope],
  );
  return rows[0] ?? { number: 0, until: NEVER };
}

/** Matches of an experiment, perhaps ended before the watermark, of parts that ended after it. */
const KNOWN_SINCE = `select s.match_id from experiment_versions v
  join enrolments e on e.experiment_version_id = v.id join seats s on s.enrolment_id = e.id
  where v.experiment_id = $1 and e.closed_at > $2`;

async function waitingGames({ pool }: Database, experimentId: string | null, until: string) {
  const { rows } = await pool.query<{ games: number; latest: string | null }>(
    `select count(*)::int as games, ${iso("max(known_at)")} as latest from (
       select ${KNOWN_AT} as known_at
       from matches m join guesses g on g.match_id = m.id
       join seats d on d.id = g.by_seat_id and d.kind = 'human'
       where ${IN_SCOPE} and (m.ended_at > $2 or ($1::uuid is not null and m.id in (${KNOWN_SINCE})))
         and not exists (select from seats h where h.match_id = m.id and h.held)
     ) w where known_at > $2`,
    [experimentId, until],
  );
  return rows[0] ?? { games: 0, latest: null };
}

async function isOver({ pool }: Database, experimentId: string | null): Promise<boolean> {
  const { rows } = await pool.query<{ over: boolean }>(
    `select count(*) filter (where v.state in ('running', 'paused')) = 0
       and not exists (select from enrolments e
         join experiment_versions o on o.id = e.experiment_version_id
         where o.experiment_id = $1 and e.state in ('consented', 'playing')) as over
     from experiment_versions v where v.experiment_id = $1 and v.state <> 'draft' having count(*) > 0`,
    [experimentId],
  );
  return rows[0]?.over ?? false;
}
