/**
 * The budgets that can be measured on one machine, as ratios or with the whole load in one run.
 * Absolute times depend on the machine: compare figures of one run only.
 */
import { join } from "node:path";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { stolenSeconds } from "../load/probes/processes.ts";
import { loadEnv } from "../load/stores.ts";
import { stopEverything } from "../stores.ts";
import { crowd } from "./crowd.ts";
import { exporting } from "./export.ts";
import { flood } from "./flood.ts";
import { growth } from "./growth.ts";
import { hotPath } from "./hot-path.ts";
import { leaderboardPages } from "./leaderboard.ts";
import { liveMatches } from "./live-matches.ts";
import { pageWeight } from "./page-weight.ts";
import { startTime } from "./start-time.ts";
import { budgetTable } from "./verdicts.ts";

const RULESETS_FILE = join(root, "tests/bench/rulesets.json");

const environment = () => loadEnv({ RULESETS_FILE });

const parts = {
  crowd: async () => crowd(await environment(), process.argv.slice(2)),
  "hot-path": async () => hotPath(await environment()),
  "live-matches": async () => liveMatches(await environment()),
  flood: async () => flood(await environment()),
  "page-weight": async () => pageWeight(await environment()),
  "start-time": startTime,
  leaderboard: async () => leaderboardPages(await environment()),
  export: async () => exporting(await environment(), process.argv.slice(2)),
  growth: () => growth(process.argv.slice(2)),
};

const isPart = (name: string): name is keyof typeof parts => name in parts;

const named = process.argv.slice(2).filter(isPart);
try {
  for (const name of named.length > 0 ? named : Object.keys(parts).filter(isPart)) {
    const [began, stolen] = [performance.now(), stolenSeconds()];
    await parts[name]();
    const share = (1000 * (stolenSeconds() - stolen)) / (performance.now() - began);
    console.log(`${name.padEnd(20)}the host took ${share.toFixed(2)} cores for others meanwhile`);
  }
  console.log(budgetTable().join("\n"));
} finally {
  await stopEverything();
}
