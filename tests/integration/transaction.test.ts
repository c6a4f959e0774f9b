import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isOutage } from "../../app/services/outage.ts";
import { createPlayer } from "../../db/players.ts";
import { players } from "../../db/schema/players.ts";
import { inTransaction, RECKONS, type Transaction } from "../../db/transaction.ts";
import { testStores } from "../factories.ts";

const STILL = { stillMs: 100 };

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());

const named = (id: string, handle: string, orm: Transaction["orm"] = stores.database.orm) =>
  orm.update(players).set({ handle }).where(eq(players.id, id));

/** A transaction that holds a player's row until it is told to go on. */
async function holding(id: string, patience: typeof STILL) {
  const goesOn = Promise.withResolvers<undefined>();
  const holds = Promise.withResolvers<undefined>();
  const ended = inTransaction(
    stores.database,
    async ({ orm }) => {
      await named(id, "Held", orm);
      holds.resolve(undefined);
      await goesOn.promise;
      await named(id, "Held to the end", orm);
    },
    patience,
  );
  ended.catch(() => undefined);
  await holds.promise;
  return { goOn: () => goesOn.resolve(undefined), ended };
}

test("what stands still in the middle of a transaction gives its rows free, and ends as an outage", async () => {
  const { id } = await createPlayer(stores, "First");
  const frozen = await holding(id, STILL);
  await named(id, "Second");
  frozen.goOn();
  await expect(frozen.ended).rejects.toSatisfy(isOutage);
  const [player] = await stores.database.orm.select().from(players).where(eq(players.id, id));
  expect(player?.handle).toBe("Second");
});

test("a transaction may stand still for three seconds, and one that reckons for as long as it takes", async () => {
  const bound = (...patience: [] | [typeof STILL]) =>
    inTransaction(
      stores.database,
      async ({ client }) => {
        const { rows } = await client.query("show idle_in_transaction_session_timeout");
        return rows as unknown;
      },
      ...patience,
    );
  expect(await bound()).toEqual([{ idle_in_transaction_session_timeout: "3s" }]);
  expect(await bound(RECKONS)).toEqual([{ idle_in_transaction_session_timeout: "0" }]);
});
