import { eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { modelSpend, switches } from "../schema/generations.ts";
import type { Spend } from "./generations.ts";

/** What an operator has set by hand. */
export interface Switch {
  on: boolean;
  reason: string;
  changedAt: Date;
}

/** Whether models may be asked; null where nobody ever turned them off. */
export async function readSwitch({ orm }: Database): Promise<Switch | null> {
  const [found] = await orm.select().from(switches).where(eq(switches.name, "language-model"));
  return found ?? null;
}

/** What all matches have used on a UTC day. */
export async function spendOfDay({ orm }: Database, day: string): Promise<Spend> {
  const [found] = await orm.select().from(modelSpend).where(eq(modelSpend.day, day));
  return { tokens: found?.tokens ?? 0, cost: found?.cost ?? 0 };
}
