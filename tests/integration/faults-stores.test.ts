import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { expect, test, vi } from "vitest";
import { audit } from "../audit.ts";
import { killWithChildren, startFaultSite } from "../fault-site.ts";
import { type MatchesAtOnce, answering, playAtOnce, playLate } from "../matches-at-once.ts";
import type { Player } from "../players.ts";

/** How long a store is away. */
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

test("Redis is flushed in the middle of matches", async () => {
  const { database, webs, redis } = await startFaultSite({});
  const matches = await playAtOnce(webs.map(({ url }) => url));
  await matches.confirmed(SAID);
  const client = new Redis(redis.url);
  await client.flushall();
  await matches.confirmed(1.5 * SAID);
  await client.flushall();
  client.disconnect();
  const late = await Promise.all(webs.map(({ url }) => playLate(url)));
  await expectAllWell(database, matches, late);
});

test("Redis is killed in the middle of matches and comes back empty", async () => {
  const { database, webs, redis } = await startFaultSite({ webs: 2 });
  const matches = await playAtOnce(webs.map(({ url }) => url));
  await matches.confirmed(SAID);
  await redis.kill();
  await delay(DOWN_MS);
  await redis.restart();
  await Promise.all(webs.map(({ url }) => answering(url)));
  const late = await Promise.all(webs.map(({ url }) => playLate(url)));
  await expectAllWell(database, matches, late);
});

test("Postgres is killed in the middle of matches", async () => {
  const { database, webs, postgres } = await startFaultSite({ ownPostgres: true });
  if (!postgres) throw new Error("a Postgres of its own expected");
  const matches = await playAtOnce(webs.map(({ url }) => url));
  await matches.confirmed(SAID);
  await killWithChildren(postgres);
  await delay(DOWN_MS);
  await postgres.restart();
  await Promise.all(webs.map(({ url }) => answering(url)));
  const late = await Promise.all(webs.map(({ url }) => playLate(url)));
  await expectAllWell(database, matches, late);
});
