import { BATCH, type Batch, currentBatch } from "../../db/analysis/batches.ts";
import { ownsStartedExperiment } from "../../db/analysis/choices.ts";
import { type CountedGames, countGames } from "../../db/analysis/counts.ts";
import { recordAudit } from "../../db/audit.ts";
import type { GameFilter } from "../../db/analysis/games.ts";
import type { Figure } from "../../game/analysis/figure.ts";
import { figuresOf } from "../../game/analysis/figures.ts";
import {
  DEFAULT_RULES,
  EXCLUSION_RULES,
  type ExclusionRule,
  type RuleName,
  rulesNamed,
} from "../../game/exclusion.ts";
import type { AnalysisQuery } from "../api/analysis-schemas.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";
import type { Session } from "./session.server.ts";

type Context = Pick<AppLoadContext, "stores" | "memo" | "requestId">;

/** How long the figures of a filter are kept: withdrawals and voids reach them then. */
const KEPT_MS = 20_000;

export interface Analysis {
  batch: Batch;
  games: {
    fitting: number;
    analysed: number;
    excluded: { rule: RuleName; version: number; n: number }[];
  };
  rules: { name: RuleName; version: number }[];
  /** None while fewer games than a batch count. */
  figures: Figure[];
}

/** The figures that somebody asks for, which is written down; null where the experiment is not theirs. */
export async function analyse(
  context: Context,
  { playerId, role }: Session,
  query: AnalysisQuery,
): Promise<Analysis | null> {
  const { database } = context.stores;
  const { experiment } = query;
  if (experiment && !(await orUnavailable(ownsStartedExperiment(database, playerId, experiment))))
    return null;
  await orUnavailable(
    recordAudit(database.orm, {
      actor: { playerId, role },
      action: "read-analysis",
      subject: experiment
        ? { kind: "experiment", id: experiment }
        : { kind: "analysis", id: "public" },
      detail: { ...query },
      requestId: context.requestId,
    }),
  );
  const names = rulesOf(query);
  const batch = await orUnavailable(currentBatch(database, experiment ?? null));
  const key = `analysis ${JSON.stringify([filterOf(query), names, batch.until])}`;
  // Of millions of games the counting takes longer than anybody waits: who comes again finds it done.
  const counted = await orUnavailable(
    context.memo.keep(key, KEPT_MS, () => analysisOf(context, filterOf(query), names, batch)),
  );
  return { ...counted, batch };
}

/** The rules that a query asks for, besides those that always hold. */
function rulesOf({ rules, exclude }: AnalysisQuery): readonly RuleName[] {
  return rules === "chosen" || exclude ? (exclude ?? []) : DEFAULT_RULES;
}

async function analysisOf(
  { stores }: Context,
  filter: GameFilter,
  names: readonly RuleName[],
  { until }: Batch,
): Promise<Omit<Analysis, "batch">> {
  const { counts, games, excluded } = await countGames(stores.database, filter, names, until);
  const left = excluded.reduce((sum, { n }) => sum + n, 0);
  const analysed = games - left;
  return {
    games: { fitting: games, analysed, excluded: withVersions(excluded) },
    rules: rulesNamed(names).flatMap(versioned),
    figures: analysed < BATCH ? [] : figuresOf(counts),
  };
}

const VERSIONS = new Map<string, { name: RuleName; version: number }>(
  EXCLUSION_RULES.map(({ name, version }) => [name, { name, version }]),
);

function versioned({ name }: Pick<ExclusionRule, "name">) {
  const known = VERSIONS.get(name);
  return known ? [known] : [];
}

function withVersions(excluded: CountedGames["excluded"]) {
  return excluded.map(({ rule, n }) => ({ rule, version: VERSIONS.get(rule)?.version ?? 0, n }));
}

function filterOf({ experiment, arm, ruleset, from, until, persona }: AnalysisQuery): GameFilter {
  return {
    ...(experiment ? { experimentId: experiment } : {}),
    ...(arm ? { arm } : {}),
    ...(ruleset ? { ruleset } : {}),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(persona ? { persona } : {}),
  };
}
