import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import { beforeAll, test, vi } from "vitest";
import {
  answering,
  expectAllWell,
  type FaultSite,
  killWithChildren,
  startFaultSite,
} from "../fault-site.ts";
import { playAtOnce, playLate } from "../matches-at-once.ts";

/** How long a store is away. */
const DOWN_MS = 700;
/** Messages after which it goes away: every match is under way then, and none near its end. */
const SAID = 25;

vi.setConfig({ testTimeout: 90_000 });

let site: FaultSite;
beforeAll(async () => {
  site = await startFaultSite({ ownPostgres: true });
});

test("Redis is flushed, twice, in the middle of matches", async () => {
  const { webs, redis } = site;
  const matches = await playAtOnce(webs);
  for (const said of [SAID, 2 * SAID]) {
    await matches.confirmed(said);
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  }
  await expectAllWell(site, matches, await playLate(webs));
});

test("Redis is killed in the middle of matches and comes back empty", async () => {
  const { webs, redis } = site;
  const matches = await playAtOnce(webs);
  await matches.confirmed(SAID);
  await redis.kill();
  await delay(DOWN_MS);
  await redis.restart();
  await answering(webs);
  await expectAllWell(site, matches, await playLate(webs));
});

test("Postgres is killed in the middle of matches", async () => {
  const { webs, postgres } = site;
  if (!postgres) throw new Error("a Postgres of its own expected");
  const matches = await playAtOnce(webs);
  await matches.confirmed(SAID);
  await killWithChildren(postgres);
  await delay(DOWN_MS);
  await postgres.restart();
  await answering(webs);
  await expectAllWell(site, matches, await playLate(webs));
});
