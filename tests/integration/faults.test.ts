import { beforeAll, describe, expect, test, vi } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { FAULTS } from "../faults/faults.ts";
import { strikeAt } from "../faults/run-fault.ts";
import { type FaultSite, startFaultSite } from "../fault-site.ts";

vi.setConfig({ testTimeout: 90_000 });

/** A short choice, on one site each; `npm run faults` tries all of them. */
async function expectWell(site: FaultSite, name: string): Promise<void> {
  const fault = FAULTS[name];
  if (!fault) throw new Error(`there is no ${name}`);
  expect((await strikeAt(site, fault)).problems).toEqual([]);
}

describe("processes", () => {
  let site: FaultSite;
  beforeAll(async () => {
    site = await startFaultSite({ webs: 2, workers: 2 });
  });

  test.each(["kill-workers", "kill-web", "deploy"])("%s", (name) => expectWell(site, name));

  test("kill-model: its seats play on with lines of their own", async () => {
    const killedAt = new Date();
    await expectWell(site, "kill-model");
    const database = openDatabase({ url: site.database, onError: () => undefined });
    const { rows } = await database.pool.query<{ model: string | null }>(
      "select model from replies where state = 'delivered' and generated_at > $1",
      [killedAt],
    );
    await database.close();
    expect(rows.map((row) => row.model)).toContain(null);
  });
});

describe("stores", () => {
  let site: FaultSite;
  beforeAll(async () => {
    site = await startFaultSite({ ownPostgres: true });
  });

  test.each(["flush-redis", "kill-redis-empty", "kill-postgres"])("%s", (name) =>
    expectWell(site, name),
  );
});
