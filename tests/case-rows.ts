import { eq } from "drizzle-orm";
import { cases, flags, reports } from "../db/schema/moderation.ts";
import { seats } from "../db/schema/matches.ts";
import type { Stores } from "../db/stores.ts";

interface CaseMade {
  matchId: string;
  /** Letters of the first round. */
  by: string;
  about: string;
  category?: (typeof reports.$inferInsert)["category"];
  priority?: number;
  flag?: (typeof flags.$inferInsert)["kind"];
}

/** A case with a report, as a player's report opens it. @returns its id */
export async function createCase(
  { database }: Pick<Stores, "database">,
  { matchId, by, about, category = "harassment", priority = 5, flag }: CaseMade,
): Promise<string> {
  const { orm } = database;
  const [made] = await orm.insert(cases).values({ matchId, state: "open", priority }).returning();
  const sat = await orm.select().from(seats).where(eq(seats.matchId, matchId));
  const seatId = (label: string) => sat.find((seat) => seat.label === label)?.id ?? "";
  if (!made) throw new Error("no case");
  await orm.insert(reports).values({
    caseId: made.id,
    matchId,
    bySeatId: seatId(by),
    aboutSeatId: seatId(about),
    category,
    note: "they were rude",
  });
  if (flag)
    await orm.insert(flags).values({
      caseId: made.id,
      matchId,
      seatId: seatId(about),
      kind: flag,
      refusedText: "what was refused",
      detail: { rule: "a-rule" },
    });
  return made.id;
}
