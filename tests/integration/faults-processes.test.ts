import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { expect, test, vi } from "vitest";
import { audit } from "../audit.ts";
import { startFaultSite } from "../fault-site.ts";
import { type MatchesAtOnce, playAtOnce, playLate } from "../matches-at-once.ts";
import type { Player } from "../players.ts";

/** How long a part is away. */
const DOWN_MS = 700;
const SAID = 30;

vi.setConfig({ testTimeout: 120_000 });

async function expectAllWell(
  database: string,
  { players, shames, played }: MatchesAtOnce,
  late: readonly Player[] = [],
) {
  await played;
  const all = [...players, ...late];
  expect(await audit(database, all)).toEqual([]);
  expect(shames).toEqual([]);
  all.forEach((player) => player.close());
}

test("all workers are killed in the middle of matches", async () => {
  const { database, webs, workers } = await startFaultSite({ workers: 2 });
  const matches = await playAtOnce(webs.map(({ url }) => url));
  await matches.confirmed(SAID);
  await Promise.all(workers.map((worker) => worker.kill()));
  await delay(DOWN_MS);
  await Promise.all(workers.map((worker) => worker.restart()));
  const late = await Promise.all(webs.map(({ url }) => playLate(url)));
  await expectAllWell(database, matches, late);
});

test("one of two web processes is killed in the middle of matches", async () => {
  const { database, webs } = await startFaultSite({ webs: 2 });
  const matches = await playAtOnce(webs.map(({ url }) => url));
  await matches.confirmed(SAID);
  await webs[0]?.kill();
  await delay(DOWN_MS);
  await webs[0]?.restart();
  const late = await Promise.all(webs.map(({ url }) => playLate(url)));
  await expectAllWell(database, matches, late);
});

test("the model is killed, and its seats play on with lines of their own", async () => {
  const { database, webs, model } = await startFaultSite({});
  const matches = await playAtOnce(webs.map(({ url }) => url));
  await matches.confirmed(SAID);
  await model.kill();
  await expectAllWell(database, matches);
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query<{ by: string }>(
    "select case when model is null then 'own' else 'model' end as by from replies where state = 'delivered'",
  );
  await client.end();
  expect(new Set(rows.map(({ by }) => by))).toEqual(new Set(["own", "model"]));
});
