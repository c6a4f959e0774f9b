import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase, ormOf } from "../../db/client.ts";
import { players } from "../../db/schema/players.ts";
import { inTransaction } from "../../db/transaction.ts";
import { testStores } from "../factories.ts";

/** As often as it takes for a text to count as frequent, and more. */
const OFTEN = Array.from({ length: 20 }, (_, index) => index);
const NOBODY = "00000000-0000-7000-8000-000000000000";

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());

/** One connection, of which `prepared` tells the statements that it holds. */
async function withOne(work: (database: ReturnType<typeof openDatabase>) => Promise<void>) {
  const { connectionString } = stores.database.pool.options;
  const database = openDatabase({ url: connectionString ?? "", max: 1, onError: () => undefined });
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function prepared({ pool }: ReturnType<typeof openDatabase>): Promise<string[]> {
  const { rows } = await pool.query<{ statement: string }>(
    "select statement from pg_prepared_statements where name like 'often-%'",
  );
  return rows.map(({ statement }) => statement);
}

test("a statement that is made often is prepared once, with a transaction's and its answers", () =>
  withOne(async (database) => {
    for (const index of OFTEN)
      expect(
        await database.orm
          .select()
          .from(players)
          .where(eq(players.handle, `nobody ${index}`)),
      ).toEqual([]);
    const handles: unknown[] = [];
    for (const index of OFTEN)
      await inTransaction(database, async ({ client }) => {
        const made = ormOf(client)
          .insert(players)
          .values({ handle: `often ${index}` });
        handles.push(...(await made.returning({ handle: players.handle })));
      });
    expect(handles).toEqual(OFTEN.map((index) => ({ handle: `often ${index}` })));
    const statements = await prepared(database);
    expect(statements.filter((text) => text.startsWith("select"))).toHaveLength(1);
    expect(statements.filter((text) => text.startsWith("insert"))).toHaveLength(1);
    expect(statements).toHaveLength(2);
  }));

test("lists of other lengths are other statements, and are not prepared", () =>
  withOne(async (database) => {
    for (const index of OFTEN) {
      const ids = Array.from({ length: index + 1 }, () => NOBODY);
      expect(await database.orm.select().from(players).where(inArray(players.id, ids))).toEqual([]);
    }
    for (const index of OFTEN) await database.pool.query(`select ${index}`, []);
    expect(await prepared(database)).toEqual([]);
  }));

test("what Postgres refuses is refused each time with its reason, and the next one works", () =>
  withOne(async (database) => {
    const halve = (by: number) =>
      database.pool.query<{ half: number }>("select 1 / $1::int as half", [by]);
    for (const zero of OFTEN.map(() => 0))
      await expect(halve(zero)).rejects.toThrow("division by zero");
    expect((await halve(1)).rows).toEqual([{ half: 1 }]);
    const wrong = (value: number) =>
      database.pool.query("select nothing from nowhere where $1", [value]);
    for (const value of OFTEN) await expect(wrong(value)).rejects.toThrow("nowhere");
    expect((await halve(1)).rows).toEqual([{ half: 1 }]);
  }));
