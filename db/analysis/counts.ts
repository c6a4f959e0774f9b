import type { Counts } from "../../game/analysis/counts.ts";
import type { RuleName } from "../../game/exclusion.ts";
import type { Queryable } from "../save.ts";
import { type GameFilter, gamesSql, type MatchesRead } from "./games.ts";

/** What figures are made of, and what was left out of them. */
export interface CountedGames {
  counts: Counts;
  /** Games that fit the filter, the excluded ones too. */
  games: number;
  excluded: readonly { rule: RuleName; n: number }[];
}

/** The model that answered last for each persona version, else the one that it names. */
const MODELS = `
  models as materialized (
    select v.id, coalesce(case when v.body ->> 'agent' <> 'eliza'
      then coalesce(g.model, v.body ->> 'model') end, 'none named') as model
    from cast_of v
    join (select version_id, (array_agg(match_id order by ended_at desc))[1] as match_id
      from games where version_id is not null group by 1) last on last.version_id = v.id
    left join lateral (select n.model from generations n where n.match_id = last.match_id
      and n.persona_version_id = v.id and n.error is null
      order by n.requested_at desc limit 1) g on true
  )`;

const COUNTED = "games where excluded is null";
const VERDICT = "case when p_ai > .5 then true when p_ai < .5 then false end";

/** Each guess about either witness, where it says which of two is human. */
const SIDES = `
  sides as materialized (
    select g.*, s.implied, s.about_ai, case when s.implied then 1 - g.p_ai else g.p_ai end as said
    from games g cross join lateral (
      values (false, g.is_ai), (true, not g.is_ai)
    ) s (implied, about_ai)
    where g.excluded is null and (g.forced or not s.implied)
  )`;

const CLUSTERS = `
  judged as materialized (
    select detective, case when forced then id else detective end as stratum, created_at,
      case when about_ai then persona end as persona, said < .5 as human
    from sides where said <> .5
  ),
  split as materialized (
    select stratum from judged group by 1 having bool_or(human) and bool_or(not human)
  ),
  detectives as materialized (
    select detective, row_number() over (order by min(created_at), detective) as cluster
    from judged group by 1
  )`;

const PARTS: Readonly<Record<keyof Counts, string>> = {
  witnesses: `select about_ai as "isAi", case when about_ai then persona end as persona,
      case when about_ai then model end as model, ruleset, arm, forced as "forcedChoice", implied,
      count(*) filter (where said < .5) as "judgedHuman",
      count(*) filter (where said > .5) as "judgedAi", count(*) filter (where said = .5) as draws
    from sides left join models on models.id = version_id group by 1, 2, 3, 4, 5, 6, 7`,
  forecasts: `select p_ai as "pAi", count(*) as n, count(*) filter (where is_ai) as ai
    from ${COUNTED} group by 1`,
  learning: `select game, count(*) as n, count(*) filter (where p_ai = .5) as draws,
      count(*) filter (where p_ai <> .5 and (p_ai > .5) = is_ai) as correct
    from ${COUNTED} group by 1`,
  decisions: `select decision_ms as ms, is_ai as "isAi", ${VERDICT} as "judgedAi", count(*) as n
    from ${COUNTED} group by 1, 2, 3`,
  reasons: `select is_ai as "isAi", ${VERDICT} as "judgedAi", count(*) as n,
      count(*) filter (where reasoned) as "withReason",
      count(*) filter (where tells > 0) as "withTells", coalesce(sum(tells), 0) as tells
    from ${COUNTED} group by 1, 2`,
  messages: `select messages as value, is_ai as "isAi", count(*) as n,
      count(*) filter (where p_ai < .5) as "judgedHuman" from ${COUNTED} group by 1, 2`,
  delays: `select delay as value, is_ai as "isAi", count(*) as n,
      count(*) filter (where p_ai < .5) as "judgedHuman"
    from ${COUNTED} and delay is not null group by 1, 2`,
  clusters: `select cluster, dense_rank() over (order by j.stratum) as stratum, persona,
      count(*) filter (where human) as "judgedHuman",
      count(*) filter (where not human) as "judgedAi"
    from judged j join split using (stratum) join detectives using (detective)
    group by cluster, j.stratum, persona`,
};

const list = (rows: string) => `(select coalesce(json_agg(t), '[]') from (${rows}) t)`;

/** Counts the games that fit, up to the watermark. */
export async function countGames(
  { pool }: { pool: Queryable },
  filter: GameFilter,
  rules: Iterable<RuleName>,
  watermark: string,
  within: MatchesRead = "all",
): Promise<CountedGames> {
  const parts = Object.entries(PARTS).map(([name, rows]) => `'${name}', ${list(rows)}`);
  const { rows } = await pool.query<CountedGames>(
    `with ${gamesSql(rules, within)}, ${MODELS}, ${SIDES}, ${CLUSTERS}
     select json_build_object(${parts.join(",\n")}) as counts,
       (select count(*)::int from games) as games,
       ${list(`select excluded as rule, count(*) as n from games where excluded is not null
         group by 1 order by 2 desc, 1`)} as excluded`,
    [
      filter.experimentId ?? null,
      watermark,
      filter.arm ?? null,
      filter.ruleset ?? null,
      filter.from ?? null,
      filter.until ?? null,
      filter.persona ?? null,
    ],
  );
  const [counted] = rows;
  if (!counted) throw new Error("an aggregate without a row");
  return counted;
}
