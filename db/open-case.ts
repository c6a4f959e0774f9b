import { and, eq, isNull, sql } from "drizzle-orm";
import type { Orm } from "./client.ts";
import { cases, flags } from "./schema/moderation.ts";

/**
 * Puts a match before the moderators, or brings what is new to the case that there is: the gravest
 * part decides how soon, a closed case opens again, and who saw it before has to look once more.
 * @param priority 0 to 100
 * @returns the case's id.
 */
export async function openCase(orm: Orm, matchId: string, priority: number): Promise<string> {
  const [opened] = await orm
    .insert(cases)
    .values({ matchId, state: "open", priority })
    .onConflictDoUpdate({
      target: cases.matchId,
      set: {
        state: "open",
        closedAt: null,
        priority: sql`greatest(${cases.priority}, ${priority})`,
        version: sql`${cases.version} + 1`,
      },
    })
    .returning({ id: cases.id });
  if (!opened) throw new Error(`no case for match ${matchId}`);
  await orm
    .update(flags)
    .set({ caseId: opened.id })
    .where(and(eq(flags.matchId, matchId), isNull(flags.caseId)));
  return opened.id;
}
