import { setTimeout as delay } from "node:timers/promises";
import { beforeAll, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { expectAllWell, type FaultSite, startFaultSite } from "../fault-site.ts";
import { playAtOnce, playLate } from "../matches-at-once.ts";

/** How long a part is away. */
const DOWN_MS = 700;
/** Messages after which it goes away: every match is under way then, and none near its end. */
const SAID = 25;

vi.setConfig({ testTimeout: 90_000 });

let site: FaultSite;
beforeAll(async () => {
  site = await startFaultSite({ webs: 2, workers: 2 });
});

test("all workers are killed in the middle of matches", async () => {
  const { webs, workers } = site;
  const matches = await playAtOnce(webs);
  await matches.confirmed(SAID);
  await Promise.all(workers.map((worker) => worker.kill()));
  await delay(DOWN_MS);
  await Promise.all(workers.map((worker) => worker.restart()));
  await expectAllWell(site, matches, await playLate(webs));
});

test("one of two web processes is killed in the middle of matches", async () => {
  const { webs } = site;
  const matches = await playAtOnce(webs);
  await matches.confirmed(SAID);
  await webs[0]?.kill();
  await delay(DOWN_MS);
  await webs[0]?.restart();
  await expectAllWell(site, matches, await playLate(webs));
});

test("the model is killed, and its seats play on with lines of their own", async () => {
  const { webs, model } = site;
  const matches = await playAtOnce(webs);
  await matches.confirmed(SAID / 4);
  await model.kill();
  const killedAt = new Date();
  await expectAllWell(site, matches, []);
  const database = openDatabase({ url: site.database, onError: () => undefined });
  const { rows } = await database.pool.query<{ model: string | null }>(
    "select model from replies where state = 'delivered' and generated_at > $1",
    [killedAt],
  );
  await database.close();
  expect(rows.map((row) => row.model)).toContain(null);
});
