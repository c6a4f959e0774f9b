import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { desc, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rebuild } from "../../db/rebuild.ts";
import { applyRetention, dueForRetention, isRetentionDue } from "../../db/retention.ts";
import { advanceMatch, makeGuess, postMessage } from "../../db/play.ts";
import { sessions } from "../../db/schema/accounts.ts";
import { tickets } from "../../db/schema/lobby.ts";
import { guesses, matches, messages } from "../../db/schema/matches.ts";
import { auditEntries, flags } from "../../db/schema/moderation.ts";
import { upkeep, workers } from "../../db/schema/operations.ts";
import { createDuel, letPass, testStores } from "../factories.ts";
import { startWorker } from "../stores.ts";
import { eventually } from "./worker-support.ts";

const run = promisify(execFile);
const NOTHING = {
  words: 0,
  traces: 0,
  "ended-sessions": 0,
  "expired-sessions": 0,
  "refused-texts": 0,
  recruits: 0,
};

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());
beforeEach(async () => {
  await applyRetention(stores.database);
  expect(await dueForRetention(stores.database)).toEqual(NOTHING);
});

const orm = () => stores.database.orm;
const ago = (text: string) => sql`clock_timestamp() - ${text}::interval`;

/** A revealed match of two people who wrote a line each, and gave a reason. */
async function revealed() {
  const duel = await createDuel(stores);
  const { match, conversationId, humans } = duel;
  for (const [index, { playerId }] of humans.entries())
    await postMessage(stores, {
      matchId: match.id,
      actor: { playerId },
      conversationId,
      text: `line ${index}`,
      clientId: `${index}`,
    });
  await letPass(stores, match.id, 121_000);
  await advanceMatch(stores, match.id);
  const [a, b] = humans;
  if (!a || !b) throw new Error("two people expected");
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    await makeGuess(stores, {
      matchId: match.id,
      actor: { playerId: one.playerId },
      seat: other.label,
      pAi: 0.3,
      reason: "a feeling",
    });
  await advanceMatch(stores, match.id);
  return { ...duel, matchId: match.id, a, b };
}

const age = (matchId: string, text: string) =>
  orm()
    .update(matches)
    .set({ endedAt: ago(text) })
    .where(eq(matches.id, matchId));

const bodiesOf = async (matchId: string) =>
  (
    await orm().select().from(messages).where(eq(messages.matchId, matchId)).orderBy(messages.seq)
  ).map(({ body }) => body);

describe("what was written in matches", () => {
  test("goes after 24 months, and the figures stay as they were", async () => {
    const [old, recent] = [await revealed(), await revealed()];
    await age(old.matchId, "24 months 1 hour");
    await age(recent.matchId, "23 months 25 days");
    expect(await dueForRetention(stores.database)).toEqual({ ...NOTHING, words: 1 });
    expect(await bodiesOf(old.matchId)).toEqual(["line 0", "line 1"]);

    expect(await applyRetention(stores.database)).toEqual({ ...NOTHING, words: 1 });
    expect(await bodiesOf(old.matchId)).toEqual(["(erased)", "(erased)"]);
    expect(await bodiesOf(recent.matchId)).toEqual(["line 0", "line 1"]);
    const reasons = await orm()
      .select({ matchId: guesses.matchId, reason: guesses.reason, pAi: guesses.pAi })
      .from(guesses)
      .where(inArray(guesses.matchId, [old.matchId, recent.matchId]));
    for (const { matchId, reason, pAi } of reasons)
      expect([reason, pAi]).toEqual([matchId === old.matchId ? null : "a feeling", 0.3]);
    expect(await rebuild(stores.database, { check: true })).toEqual([]);
  });

  test("stays while a match runs, however long ago it began", async () => {
    const duel = await createDuel(stores);
    await orm()
      .update(matches)
      .set({ openedAt: ago("3 years") })
      .where(eq(matches.id, duel.match.id));
    expect(await applyRetention(stores.database)).toEqual(NOTHING);
  });

  test("goes in batches, all of it", async () => {
    const { matchId } = await revealed();
    await age(matchId, "25 months");
    // More tickets than one transaction takes.
    const { players } = await createDuel(stores);
    const [ruleset] = await orm().select({ id: matches.rulesetId }).from(matches).limit(1);
    await orm()
      .insert(tickets)
      .values(
        Array.from({ length: 1203 }, () => ({
          playerId: players[0] ?? "",
          rulesetId: ruleset?.id ?? "",
          state: "ended" as const,
          endReason: "left" as const,
          device: "hash",
          createdAt: ago("31 days"),
        })),
      );
    expect(await applyRetention(stores.database)).toEqual({ ...NOTHING, words: 1, traces: 1203 });
  });
});

test("hashes of address and device go after 30 days, the tickets stay", async () => {
  const { players } = await createDuel(stores);
  const [old = "", recent = ""] = players;
  const trace = (playerId: string, text: string) =>
    orm()
      .update(tickets)
      .set({ address: "a", device: "d", invitation: "i", createdAt: ago(text) })
      .where(eq(tickets.playerId, playerId));
  await trace(old, "30 days 1 minute");
  await trace(recent, "29 days 23 hours");
  expect(await applyRetention(stores.database)).toEqual({ ...NOTHING, traces: 1 });
  const rows = await orm().select().from(tickets).where(inArray(tickets.playerId, players));
  expect(
    Object.fromEntries(
      rows.map((row) => [row.playerId, [row.address, row.device, row.invitation]]),
    ),
  ).toEqual({ [old]: [null, null, null], [recent]: ["a", "d", "i"] });
});

test("sessions go 90 days after their end, or when they expire", async () => {
  const { players } = await createDuel(stores);
  const [playerId = ""] = players;
  const session = { playerId, browser: "Firefox on Linux" };
  const later = sql`clock_timestamp() + interval '1 day'`;
  await orm()
    .insert(sessions)
    .values([
      { ...session, expiresAt: later },
      { ...session, expiresAt: later, endedAt: ago("89 days"), endReason: "signed-out" },
      { ...session, expiresAt: later, endedAt: ago("91 days"), endReason: "signed-out" },
      { ...session, expiresAt: ago("1 second") },
    ]);
  const gone = { ...NOTHING, "ended-sessions": 1, "expired-sessions": 1 };
  expect(await dueForRetention(stores.database)).toEqual(gone);
  expect(await applyRetention(stores.database)).toEqual(gone);
  const left = await orm().select().from(sessions).where(eq(sessions.playerId, playerId));
  expect(left).toHaveLength(2);
});

test("refused texts go after 90 days, what was noted stays", async () => {
  const { match } = await createDuel(stores);
  const flag = { matchId: match.id, kind: "threat" as const, refusedText: "unfit", detail: {} };
  await orm()
    .insert(flags)
    .values([
      { ...flag, createdAt: ago("91 days") },
      { ...flag, createdAt: ago("89 days") },
    ]);
  expect(await applyRetention(stores.database)).toEqual({ ...NOTHING, "refused-texts": 1 });
  const rows = await orm().select().from(flags).where(eq(flags.matchId, match.id));
  expect(rows.map(({ refusedText }) => refusedText).toSorted()).toEqual(["unfit", null].toSorted());
});

describe("once a day", () => {
  test("it is due after a day, and the log says how much went", async () => {
    expect(await isRetentionDue(stores.database)).toBe(false);
    await orm()
      .update(upkeep)
      .set({ doneAt: ago("23 hours 59 minutes") });
    expect(await isRetentionDue(stores.database)).toBe(false);
    await orm()
      .update(upkeep)
      .set({ doneAt: ago("24 hours 1 minute") });
    expect(await isRetentionDue(stores.database)).toBe(true);

    const { matchId } = await revealed();
    await age(matchId, "3 years");
    await applyRetention(stores.database);
    expect(await isRetentionDue(stores.database)).toBe(false);
    const [entry] = await orm().select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1);
    expect(entry).toMatchObject({
      actorId: null,
      actorRole: "platform",
      action: "apply-retention",
      detail: { ...NOTHING, words: 1 },
    });
  });

  test("never more than once at a time, whoever asks", async () => {
    const { matchId } = await revealed();
    await age(matchId, "3 years");
    const counts = await Promise.all([1, 2, 3].map(() => applyRetention(stores.database)));
    expect(counts.reduce((sum, { words }) => sum + words, 0)).toBe(1);
  });

  test("by the command, which changes nothing when it is to tell only", async () => {
    const { matchId } = await revealed();
    await age(matchId, "3 years");
    const env = { ...process.env, DATABASE_URL: stores.databaseUrl };
    const command = async (...words: string[]) =>
      (await run(process.execPath, ["db/retention.ts", ...words], { env })).stdout;
    expect(await command("--dry-run")).toMatch(/Nothing is changed[^]*1 {2}matches whose words/);
    expect(await bodiesOf(matchId)).toEqual(["line 0", "line 1"]);
    expect(await command()).toMatch(/Erased:[^]*1 {2}matches whose words/);
    expect(await bodiesOf(matchId)).toEqual(["(erased)", "(erased)"]);
  });
});

test("a worker applies it, and says that it is there and what it asks, until it stops", async () => {
  const { matchId } = await revealed();
  await age(matchId, "3 years");
  await orm().delete(upkeep);
  const worker = await startWorker({
    env: {
      DATABASE_URL: stores.databaseUrl,
      REDIS_URL: process.env.TEST_REDIS_URL ?? "",
      REDIS_PREFIX: stores.prefix,
      MODEL_DAY_USD: "5",
    },
  });
  const row = await eventually(async () => {
    const [seen] = await orm().select().from(workers);
    return seen?.sweptAt ? seen : null;
  });
  expect(row.facts).toMatchObject({ models: ["scripted"], scripted: true, limits: { dayCost: 5 } });
  await eventually(async () => (await bodiesOf(matchId)).every((body) => body === "(erased)"));
  await eventually(async () => !(await isRetentionDue(stores.database)));
  const metrics = await eventually(async () => {
    const text = await (await fetch(`${worker.url}/metrics`)).text();
    return text.includes('amianai_retention_erased_total{what="words"} 1') && text;
  });
  expect(metrics).toContain('amianai_retention_erased_total{what="traces"} 0');
  await worker.stop();
  expect(await orm().select().from(workers)).toEqual([]);
});
