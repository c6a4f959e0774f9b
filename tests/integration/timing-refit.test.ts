import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { recordedReplies } from "../../db/queries/recorded-replies.ts";
import { messages } from "../../db/schema/matches.ts";
import { currentRound, type Match } from "../../game/match.ts";
import { createRandom, type Random } from "../../game/random.ts";
import { drawDelay, drawTypingSpeed } from "../../game/timing.ts";
import { TIMING_PROFILES, timingProfileSchema } from "../../game/timing-profile.ts";
import { createPlayers, createRuleset, seat, testStores } from "../factories.ts";

const SEED = "7e57000000000000000000000000beef";
/** People who type more slowly than the default profile has it. */
const truth = {
  ...TIMING_PROFILES.default,
  wordsPerMinute: { mu: 3.5, sigma: 0.3, source: "test" },
};
const report = z.object({
  matches: z.number(),
  replies: z.number(),
  fitted: z.record(z.string(), z.number()),
  intervals: z.record(z.string(), z.object({ low: z.number(), high: z.number() })),
  fitness: z.object({ logLikelihood: z.number(), distance: z.number() }),
  present: z.object({ logLikelihood: z.number(), distance: z.number() }),
  profile: timingProfileSchema,
});

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());

/** The command as an operator runs it. */
async function refit(...options: string[]) {
  const env = { ...process.env, DATABASE_URL: stores.databaseUrl };
  const command = ["worker/timing-refit.ts", ...options];
  return promisify(execFile)(process.execPath, command, { cwd: root, env, timeout: 120_000 }).then(
    ({ stdout }) => ({ code: 0, out: stdout, err: "" }),
    (error: unknown) =>
      z
        .object({ code: z.number(), stdout: z.string(), stderr: z.string() })
        .transform(({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }))
        .parse(error),
  );
}

/** Duels of people who answered each other so many times, and were revealed. */
async function recordDuels(count: number, each: number): Promise<void> {
  const random = createRandom(SEED, "duels");
  const { slug } = await createRuleset(stores, "quick-duel", { aiShare: 0, chatSeconds: 3600 });
  const players = await createPlayers(stores, 2 * count);
  const opened = await seat(
    stores,
    slug,
    players.map(({ id }) => id),
  );
  expect(opened).toHaveLength(count);
  for (const match of opened)
    await stores.database.orm.insert(messages).values(talk(match, each, random));
  await stores.database.pool.query(
    `update matches set phase = 'revealed', next_due_at = null, deadline_at = null,
       ended_at = clock_timestamp(), end_reason = 'time' where id = any($1)`,
    [opened.map(({ id }) => id)],
  );
}

function talk(match: Match, each: number, random: Random): (typeof messages.$inferInsert)[] {
  const round = currentRound(match);
  const speeds = round.seats.map(() => drawTypingSpeed(truth, random));
  let at = round.openedAt + 3000;
  let previousCharacters = 0;
  return Array.from({ length: 2 * each + 1 }, (_, index) => {
    const who = round.seats[index % 2];
    if (!who) throw new Error("two seats expected");
    const replyCharacters = 4 + random.int(60);
    const wordsPerMinute = speeds[index % 2] ?? NaN;
    const reply = { previousCharacters, replyCharacters, complexity: 1 as const, wordsPerMinute };
    at += drawDelay(truth, reply, random).totalMs;
    previousCharacters = replyCharacters;
    return {
      matchId: match.id,
      round: 1,
      conversationId: round.conversations[0]?.id ?? "",
      seatId: who.id,
      label: who.label,
      seq: index + 1,
      body: "x".repeat(replyCharacters),
      clientId: String(index),
      pasted: false,
      at: new Date(at),
    };
  });
}

test("the command refuses too little, then finds how people type", async () => {
  const early = await refit();
  expect(early.code).toBe(1);
  expect(early.err).toContain("Too little is recorded for a refit: 0 answers");
  await recordDuels(32, 4);
  expect(await recordedReplies(stores.database)).toHaveLength(32 * 8);
  const { code, out, err } = await refit("--json", "--resamples", "4");
  expect([code, err]).toEqual([0, ""]);
  const { matches, replies, fitted, fitness, present, profile } = report.parse(JSON.parse(out));
  expect([matches, replies]).toEqual([32, 256]);
  expect(Math.abs((fitted.wpmMu ?? 0) - truth.wordsPerMinute.mu)).toBeLessThan(0.15);
  expect(fitness.logLikelihood).toBeGreaterThan(present.logLikelihood);
  expect(fitness.distance).toBeLessThan(present.distance);
  expect(profile.name).toBe("default");
}, 180_000);

test("only what people typed in natural, revealed matches counts", async () => {
  const { pool } = stores.database;
  const known = (await recordedReplies(stores.database)).length;
  await pool.query("update messages set pasted = true where seq = 3");
  expect((await recordedReplies(stores.database)).length).toBe(known - 32);
  await pool.query("update messages set pasted = false where seq = 3");
  await pool.query("update matches set time_scale = 10");
  expect(await recordedReplies(stores.database)).toEqual([]);
  await pool.query("update matches set time_scale = 1, phase = 'voided', end_reason = 'voided'");
  expect(await recordedReplies(stores.database)).toEqual([]);
});

test("the report is for reading", async () => {
  await stores.database.pool.query("update matches set phase = 'revealed'");
  const { out } = await refit("--resamples", "2");
  expect(out).toContain("256 answers of people in 32 matches");
  expect(out).toContain("Kolmogorov–Smirnov distance");
  expect(out).toContain('"wordsPerMinute"');
}, 180_000);
