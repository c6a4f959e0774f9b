import { sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import type { Spend } from "../queries/generations.ts";
import { modelSpend, switches } from "../schema/generations.ts";
import { type Act, audited } from "./act.ts";

/** Calls of models within an hour. */
export interface HourOfCalls {
  hour: Date;
  calls: number;
  errors: number;
  /** Milliseconds, of those that were answered; null where none was. */
  medianMs: number | null;
  tokens: number;
  cost: number;
}

/** The last hours in which a model was called, newest first. Ids tell times: no index is needed. */
export async function hoursOfCalls({ pool }: Database, hours: number): Promise<HourOfCalls[]> {
  const { rows } = await pool.query<HourOfCalls>(
    `select date_trunc('hour', requested_at) as hour, count(*)::int as calls,
       (count(*) filter (where error is not null))::int as errors,
       percentile_cont(0.5) within group (order by latency_ms)
         filter (where error is null) as "medianMs",
       coalesce(sum(coalesce(prompt_tokens, 0) + coalesce(completion_tokens, 0)), 0)::float8 as tokens,
       coalesce(sum(cost), 0) as cost
     from generations where id > uuidv7(make_interval(hours => -($1::int)))
     group by 1 order by 1 desc`,
    [hours],
  );
  return rows;
}

export interface ModelCalls {
  provider: string;
  model: string;
  /** Null for those that were answered. */
  error: string | null;
  calls: number;
}

/** What came of the calls of the last hours, by model. */
export async function outcomesOfCalls({ pool }: Database, hours: number): Promise<ModelCalls[]> {
  const { rows } = await pool.query<ModelCalls>(
    `select provider, model, error, count(*)::int as calls
     from generations where id > uuidv7(make_interval(hours => -($1::int)))
     group by 1, 2, 3 order by provider, model, error nulls first`,
    [hours],
  );
  return rows;
}

export interface MatchSpend extends Spend {
  matchId: string;
  calls: number;
}

/** The ended matches of the last day that used most. */
export async function dearestMatches({ pool }: Database, most: number): Promise<MatchSpend[]> {
  const { rows } = await pool.query<MatchSpend>(
    `select g.match_id as "matchId", count(*)::int as calls,
       sum(coalesce(g.prompt_tokens, 0) + coalesce(g.completion_tokens, 0))::float8 as tokens,
       coalesce(sum(g.cost), 0) as cost
     from generations g join matches m on m.id = g.match_id and m.phase in ('revealed', 'voided')
     where g.id > uuidv7(interval '-24 hours')
     group by 1 order by cost desc, tokens desc, 1 limit $1`,
    [most],
  );
  return rows;
}

export async function daysOfSpend(
  { orm }: Database,
  most: number,
): Promise<(Spend & { day: string })[]> {
  return orm
    .select()
    .from(modelSpend)
    .orderBy(sql`${modelSpend.day} desc`)
    .limit(most);
}

type Throwing = Act | { by: "operator"; reason: string };

/** Turns the language model off or on for all workers, from the next second on. */
export async function throwSwitch(database: Database, act: Throwing, on: boolean): Promise<void> {
  const { reason } = act;
  await audited(database, act, async (orm) => {
    const set = { on, reason, changedAt: sql`clock_timestamp()` };
    await orm
      .insert(switches)
      .values({ name: "language-model", on, reason })
      .onConflictDoUpdate({ target: switches.name, set });
    const action = on ? "switch-on" : "switch-off";
    return { result: null, noted: { action, subject: { kind: "switch", id: "language-model" } } };
  });
}
