import { explain } from "../bootstrap/problem.mjs";
import { say, step } from "../bootstrap/progress.mjs";
import type { Crew } from "../process/crew.ts";
import { findChromium } from "./chromium.ts";
import { runCheck } from "./runner.ts";
import { playwrightCheck, vitestCheck, type Context } from "./suite.ts";
import { oneFailed, type Tally } from "./tally.ts";
import { startBrowserStack, startTestStores } from "./test-stores.ts";

export type PlayedSuite = "integration" | "browser";

const notice = (text: string) => say(`  ${text}`);

/** The suites that play against real stores; without these each of them counts as failed. */
export async function runPlayed(
  wanted: PlayedSuite[],
  context: Context,
  crew: Crew,
): Promise<Tally[]> {
  if (wanted.length === 0) return [];
  const prepared = await prepare(context, crew).catch((error: unknown) => {
    context.signal?.throwIfAborted();
    say(`\n${explain(error)}\n`);
    return null;
  });
  if (!prepared) return wanted.map(() => oneFailed);
  const { stores, env } = prepared;
  const runs = {
    integration: () => vitestCheck("integration", env, context),
    browser: async () => {
      const web = await startBrowserStack(stores, context, crew, notice);
      return playwrightCheck({ ...env, ...web }, context);
    },
  };
  const tallies: Tally[] = [];
  for (const name of wanted) tallies.push(await runCheck({ name, run: runs[name] }));
  return tallies;
}

async function prepare(context: Context, crew: Crew) {
  const chromium: string = await step("Chromium", async (detail) => {
    const program = await findChromium(context, detail);
    detail(program);
    return program;
  });
  const stores = await startTestStores(context, crew, notice);
  const env = {
    CHROMIUM_PATH: chromium,
    TEST_DATABASE_URL: stores.postgres,
    TEST_REDIS_URL: stores.redis,
    TEST_FOLDER: context.folder,
  };
  return { stores, env };
}
