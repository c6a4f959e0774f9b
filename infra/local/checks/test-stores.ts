import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap/node24.mjs";
import { step } from "../bootstrap/progress.mjs";
import { together, type Variables } from "../process/command.ts";
import type { Crew } from "../process/crew.ts";
import { processSteps } from "../stack/processes.ts";
import { postgresStep, redisStep, type StorePlan } from "../stack/stores.ts";
import { copyTemplate, makeTemplate } from "../stores/template.ts";
import type { Context } from "./suite.ts";

const browserRulesets = join(root, "tests/browser/rulesets.json");

export interface TestStores {
  postgres: string;
  redis: string;
}

/** Postgres with the template database, and Redis, for one run of the tests. */
export async function startTestStores(
  context: Context,
  crew: Crew,
  notice: (text: string) => void,
  writes: "durable" | "quick" = "quick",
): Promise<TestStores> {
  const draw = () => randomBytes(16).toString("hex");
  const plan: StorePlan = {
    folder: context.folder,
    cache: join(root, ".local", "cache"),
    ports: {},
    passwords: { postgres: draw(), redis: draw() },
    durable: writes === "durable",
    kept: false,
    crew,
    extras: { ledger: context.ledger, signal: context.signal },
    notice,
  };
  const [redis, postgres] = await together(
    redisStep(plan, undefined),
    postgresStep(plan, undefined),
  );
  await step("template", (detail) => {
    detail("a database that is migrated and seeded");
    return makeTemplate(postgres, plan.extras);
  });
  return { postgres, redis };
}

/** A whole stack of its own for the browser; returns what the tests are told about it. */
export async function startBrowserStack(
  { postgres, redis }: TestStores,
  context: Context,
  crew: Crew,
  notice: (text: string) => void,
): Promise<Variables> {
  const timeScale = process.env.BROWSER_TIME_SCALE ?? "4";
  const seeds = existsSync(browserRulesets) ? { RULESETS_FILE: browserRulesets } : {};
  const database = await copyTemplate(postgres, "browser", seeds);
  const ports: Record<string, number> = {};
  const url = await processSteps({
    dev: false,
    folder: context.folder,
    port: 0,
    ports,
    env: {
      DATABASE_URL: database,
      REDIS_URL: redis,
      SESSION_SECRET: randomBytes(32).toString("hex"),
      TIME_SCALE: timeScale,
      // One match puts its players on the boards.
      LEADERBOARD_MIN_GAMES: "1",
      LEADERBOARD_MIN_PARTNERS: "1",
      ...seeds,
    },
    crew,
    extras: { ledger: context.ledger, signal: context.signal },
    notice,
  });
  return {
    WEB_URL: url,
    WEB_DATABASE_URL: database,
    BROWSER_TIME_SCALE: timeScale,
    ISSUER_URL: `http://127.0.0.1:${ports.issuer ?? 0}`,
  };
}
