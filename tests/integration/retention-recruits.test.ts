import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withSnapshot } from "../../db/export/snapshot.ts";
import { tableQuery } from "../../db/export/table-sql.ts";
import { applyRetention } from "../../db/retention.ts";
import { guesses, messages, seats } from "../../db/schema/matches.ts";
import { enrolments, experimentVersions, recruits } from "../../db/schema/research.ts";
import { createPlayers, testStores } from "../factories.ts";
import { storeGames } from "../game-rows.ts";
import {
  amendExperiment,
  designLike,
  enrol,
  startExperiment,
  type StartedExperiment,
} from "../research-factories.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());

const orm = () => stores.database.orm;
const erased = async () => (await applyRetention(stores.database)).recruits;

/** Somebody whom a recruiter sent, and who wrote their number where it was not asked. */
async function participant(study: StartedExperiment): Promise<string> {
  const [person] = await createPlayers(stores, 1);
  return enrol(stores, study, person?.id ?? "", {
    params: { PROLIFIC_PID: "Participant-77", STUDY_ID: "s1" },
    answers: { id: "participant-77, as asked", age: 30 },
  });
}

/** Closes a version so long ago. */
const close = ({ versionId }: StartedExperiment, ago: string) =>
  orm()
    .update(experimentVersions)
    .set({ state: "closed", closedAt: sql`clock_timestamp() - ${ago}::interval` })
    .where(eq(experimentVersions.id, versionId));

const known = async ({ id }: StartedExperiment) =>
  (await orm().select().from(recruits).where(eq(recruits.experimentId, id))).length;

test("what a link said goes 90 days after the last version closed, with answers that repeat it", async () => {
  const [old, recent, open] = [
    await startExperiment(stores),
    await startExperiment(stores),
    await startExperiment(stores),
  ];
  const enrolmentId = await participant(old);
  await participant(recent);
  await participant(open);
  await close(old, "90 days 1 minute");
  await close(recent, "89 days 23 hours");
  const amended = await amendExperiment(stores, open, designLike());
  await close(open, "91 days");
  expect(await erased()).toBe(1);
  expect(await Promise.all([old, recent, open].map(known))).toEqual([0, 1, 1]);
  const [row] = await orm().select().from(enrolments).where(eq(enrolments.id, enrolmentId));
  expect(row?.answers).toEqual({ age: 30 });
  await close(amended, "89 days");
  expect(await erased()).toBe(0);
  await close(amended, "91 days");
  expect([await erased(), await erased()]).toEqual([1, 0]);
});

test("what repeats it stays out of later exports, though nobody knows it any more", async () => {
  const study = await startExperiment(stores);
  const enrolmentId = await participant(study);
  const armId = study.arms[0]?.id ?? "";
  const game = { pAi: 0.2, isAi: true, armId, enrolmentId, reason: "PARTICIPANT-77?" };
  await storeGames(stores, [game, { ...game, reason: "a feeling", enrolmentId: null }]);
  const own = sql`(select match_id from seats where ${seats.enrolmentId} = ${enrolmentId})`;
  await orm()
    .update(messages)
    .set({ body: "I am participant-77" })
    .where(and(sql`${messages.matchId} in ${own}`, eq(messages.seq, 1)));
  await close(study, "91 days");
  expect(await erased()).toBe(1);
  const left = await orm()
    .select()
    .from(guesses)
    .where(sql`${guesses.matchId} in ${own}`);
  expect(left.map(({ reason }) => reason)).toEqual(["PARTICIPANT-77?"]);
  const filter = { experimentId: study.id };
  const scope = { ownerId: study.ownerId, filter, salt: "3".repeat(32), appCommit: "abc" };
  const read = await withSnapshot(stores.database, scope, async ({ client }) => {
    const [said, judged] = [
      await client.query<{ flag: string | null }>(tableQuery(scope, "messages", "csv")),
      await client.query<{ flag: string | null }>(tableQuery(scope, "guesses", "csv")),
    ];
    return { said: said.rows, judged: judged.rows };
  });
  expect(JSON.stringify(read)).not.toMatch(/participant-77/i);
  const flags = (rows: readonly { flag: string | null }[] = []) =>
    rows.flatMap(({ flag }) => flag ?? []);
  expect([flags(read?.said), flags(read?.judged)]).toEqual([["quarantined"], ["quarantined"]]);
  expect([read?.said.length, read?.judged.length]).toEqual([8, 2]);
});
