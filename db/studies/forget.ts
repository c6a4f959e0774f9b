import { inArray, sql } from "drizzle-orm";
import type { Orm } from "../client.ts";
import { enrolments, recruits } from "../schema/research.ts";
import { endEnrolments } from "./end.ts";

/**
 * Takes people who delete their data out of the experiments that they took part in: it is a
 * withdrawal, and what they answered and how they were recruited goes.
 */
export async function forgetParts(orm: Orm, playerIds: readonly string[]): Promise<void> {
  const parts = await orm
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(inArray(enrolments.playerId, [...playerIds]));
  const ids = parts.map(({ id }) => id);
  if (ids.length === 0) return;
  await endEnrolments(orm, ids, "left");
  await orm.delete(recruits).where(inArray(recruits.enrolmentId, ids));
  await orm
    .update(enrolments)
    .set({
      state: "withdrawn",
      withdrawnAt: sql`coalesce(${enrolments.withdrawnAt}, clock_timestamp())`,
      answers: null,
    })
    .where(inArray(enrolments.id, ids));
}
