import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openStores, type Stores } from "../../db/stores.ts";
import { participationIn } from "../../db/studies/participation.ts";
import { waitForMatch } from "../../db/studies/wait.ts";
import { holdStudyWaves } from "../../db/studies/waves.ts";
import { STUDY_WAVE } from "../../game/assignment.ts";
import { createPlayers, testStores } from "../factories.ts";
import {
  designLike,
  enrol,
  startExperiment,
  type StartedExperiment,
} from "../research-factories.ts";
import { startWorker } from "../stores.ts";

vi.setConfig({ testTimeout: 90_000 });

const WAVE_MS = STUDY_WAVE.waveSeconds * 1000;
const WORKERS = 3;
const PEOPLE = 12;

let stores: Awaited<ReturnType<typeof testStores>>;
const others: Stores[] = [];
beforeAll(async () => {
  stores = await testStores();
  for (let other = 1; other < WORKERS; other++)
    others.push(
      openStores({
        databaseUrl: stores.databaseUrl,
        redisUrl: process.env.TEST_REDIS_URL ?? "",
        ...{ prefix: stores.prefix, timeScale: 1, listens: false, onError: () => undefined },
      }),
    );
});
afterAll(() => Promise.all([stores, ...others].map((one) => one.close())));

/** Lets so many people into a study, who wait from then on. */
async function waiting(study: StartedExperiment, count: number): Promise<void> {
  for (const { id } of await createPlayers(stores, count)) {
    await enrol(stores, study, id);
    const part = await participationIn(stores, study.code, id);
    if (!part) throw new Error("nobody was enrolled");
    const waits = await waitForMatch(stores, part, { address: undefined, device: undefined });
    if (!waits.ok) throw new Error(waits.code);
  }
}

/** How the wave went for everybody in a study: seats of each, waits that go on, and what was booked. */
async function seatedIn({ versionId }: StartedExperiment) {
  const { rows } = await stores.database.pool.query<{
    seats: number[];
    waiting: number;
    booked: number;
    matches: number;
    opened: number;
  }>(
    `with parts as (select id from enrolments where experiment_version_id = $1)
     select
       array(select count(s.id)::int from parts left join seats s on s.enrolment_id = parts.id
         group by parts.id order by 1) as seats,
       (select count(*)::int from tickets where state = 'waiting'
         and enrolment_id in (select id from parts)) as waiting,
       (select coalesce(sum(tickets), 0)::int from experiment_waves
         where experiment_version_id = $1) as booked,
       (select coalesce(sum(matches), 0)::int from experiment_waves
         where experiment_version_id = $1) as matches,
       (select count(distinct match_id)::int from seats
         where enrolment_id in (select id from parts)) as opened`,
    [versionId],
  );
  return rows[0];
}

const once = (people: number) => Array<number>(people).fill(1);

test("workers at one wave of a study seat everybody once", async () => {
  const studies = await Promise.all([startExperiment(stores), startExperiment(stores)]);
  for (const study of studies) await waiting(study, PEOPLE);
  const now = Date.now() + WAVE_MS;
  const opened = await Promise.all(
    [stores, ...others].flatMap((one) => [holdStudyWaves(one, now), holdStudyWaves(one, now)]),
  );
  const found = await Promise.all(studies.map(seatedIn));
  for (const one of found)
    expect(one).toMatchObject({ seats: once(PEOPLE), waiting: 0, booked: PEOPLE });
  const matches = found.map((one) => one?.matches ?? 0).reduce((a, b) => a + b, 0);
  expect(matches).toBe(found.map((one) => one?.opened ?? 0).reduce((a, b) => a + b, 0));
  expect(opened.reduce((a, b) => a + b, 0)).toBe(matches);
});

test("workers at waves that follow each other seat nobody twice", async () => {
  const study = await startExperiment(stores);
  await waiting(study, PEOPLE);
  const now = Date.now() + 2 * WAVE_MS;
  const waves = [stores, ...others].flatMap((one, place) => [
    holdStudyWaves(one, now + place * WAVE_MS),
    holdStudyWaves(one, now + (place + 1) * WAVE_MS),
  ]);
  let opened = (await Promise.all(waves)).reduce((a, b) => a + b, 0);
  expect(Math.max(...((await seatedIn(study))?.seats ?? []))).toBe(1);
  // Each may have locked an odd number of people: who is left over is seated next.
  opened += await holdStudyWaves(stores, now + 9 * WAVE_MS);
  const found = await seatedIn(study);
  expect(found).toMatchObject({ seats: once(PEOPLE), waiting: 0, matches: opened, opened });
});

test("two worker processes seat everybody once", async () => {
  const people = { name: "people", ruleset: { slug: "quick-duel", version: 1 }, aiShare: 0 };
  const study = await startExperiment(stores, designLike({ arms: [people] }));
  const env = {
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: process.env.TEST_REDIS_URL ?? "",
    REDIS_PREFIX: stores.prefix,
    // No seat is an AI's: nothing is asked of a model.
    OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
  };
  await Promise.all([startWorker({ env }), startWorker({ env })]);
  for (let wave = 0; wave < 2; wave++) await waiting(study, 4);
  await vi.waitFor(async () => expect(await seatedIn(study)).toMatchObject({ waiting: 0 }), {
    timeout: 6 * WAVE_MS,
    interval: 250,
  });
  const found = await seatedIn(study);
  expect(found).toMatchObject({ seats: once(8), matches: 4, opened: 4 });
});
