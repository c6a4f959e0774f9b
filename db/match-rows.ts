import type { Match, Phase } from "../game/match.ts";
import type { Database } from "./client.ts";
import { rulesetById } from "./rulesets.ts";
import type { MatchState } from "./schema/matches.ts";

interface MatchRow {
  id: string;
  ruleset_id: string;
  version: number;
  phase: Phase;
  deadline_at: Date | null;
  time_scale: number;
  seed: string;
  state: MatchState;
  now: Date;
}

/** A match as it stands in Postgres. */
export interface LoadedMatch {
  match: Match;
  rulesetId: string;
  /** Postgres's clock when it was read, epoch milliseconds: the clock that decisions go by. */
  now: number;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export async function loadMatch(
  { database }: { database: Database },
  matchId: string,
): Promise<LoadedMatch | null> {
  if (!UUID.test(matchId)) return null;
  const { rows } = await database.pool.query<MatchRow>({
    name: "load-match",
    text: `select id, ruleset_id, version, phase, deadline_at, time_scale, seed, state,
             clock_timestamp() as now
           from matches where id = $1`,
    values: [matchId],
  });
  const [row] = rows;
  if (!row) return null;
  const { ruleset } = await rulesetById(database, row.ruleset_id);
  return {
    rulesetId: row.ruleset_id,
    now: row.now.getTime(),
    match: {
      id: row.id,
      version: row.version,
      ruleset,
      timeScale: row.time_scale,
      seed: row.seed,
      phase: row.phase,
      deadlineAt: row.deadline_at?.getTime() ?? null,
      ...row.state,
    },
  };
}

export function stateOf({ participants, rounds, seq, endReason }: Match): MatchState {
  return { participants, rounds, seq, endReason };
}
