import { eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { generations, modelSpend } from "../schema/generations.ts";
import { inTransaction } from "../transaction.ts";

export type NewGeneration = typeof generations.$inferInsert;

/** What calls have used. */
export interface Spend {
  tokens: number;
  /** US dollars, of the models whose price is known. */
  cost: number;
}

/** Writes calls of models, and what they cost to the days on which they were made. */
export async function insertGenerations(
  database: Database,
  rows: readonly NewGeneration[],
): Promise<void> {
  await inTransaction(database, async ({ orm }) => {
    await orm.insert(generations).values([...rows]);
    for (const [day, spend] of spendByDay(rows))
      await orm
        .insert(modelSpend)
        .values({ day, ...spend })
        .onConflictDoUpdate({
          target: modelSpend.day,
          set: {
            tokens: sql`${modelSpend.tokens} + excluded.tokens`,
            cost: sql`${modelSpend.cost} + excluded.cost`,
          },
        });
  });
}

export function spendOf(rows: Iterable<NewGeneration>): Spend {
  const spend = { tokens: 0, cost: 0 };
  for (const { promptTokens, completionTokens, cost } of rows) {
    spend.tokens += (promptTokens ?? 0) + (completionTokens ?? 0);
    spend.cost += cost ?? 0;
  }
  return spend;
}

/** In the order of days, in which all writers lock them. */
function spendByDay(rows: readonly NewGeneration[]): [string, Spend][] {
  const days = Object.groupBy(rows, ({ requestedAt }) => dayOf(requestedAt));
  return Object.entries(days)
    .map(([day, ofDay]): [string, Spend] => [day, spendOf(ofDay ?? [])])
    .filter(([, { tokens }]) => tokens > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The UTC day of an instant. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** What one match has used so far. */
export async function spendOfMatch({ orm }: Database, matchId: string): Promise<Spend> {
  const { promptTokens, completionTokens, cost } = generations;
  const used = sql`coalesce(${promptTokens}, 0) + coalesce(${completionTokens}, 0)`;
  const [spend] = await orm
    .select({
      tokens: sql<number>`coalesce(sum(${used}), 0)::float8`,
      cost: sql<number>`coalesce(sum(${cost}), 0)`,
    })
    .from(generations)
    .where(eq(generations.matchId, matchId));
  return spend ?? { tokens: 0, cost: 0 };
}
