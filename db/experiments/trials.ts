import { eq, inArray, sql } from "drizzle-orm";
import type { Orm } from "../client.ts";
import { tickets } from "../schema/lobby.ts";
import { matches, seats } from "../schema/matches.ts";
import { arms, enrolments, experimentWaves, recruits } from "../schema/research.ts";

/** Whether somebody tries a draft out just now. */
export async function liveTrials(orm: Orm, versionId: string): Promise<boolean> {
  const { rows } = await orm.execute(sql`
    select from ${enrolments} e
    join ${seats} s on s.enrolment_id = e.id
    join ${matches} m on m.id = s.match_id
    where e.experiment_version_id = ${versionId} and m.phase in ('chatting', 'guessing') limit 1`);
  return rows.length > 0;
}

/**
 * Takes the trials of a draft out of what they belonged to. Their matches stay as test matches,
 * which no figure and no export holds.
 */
export async function forgetTrials(orm: Orm, versionId: string): Promise<void> {
  const tried = orm
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(eq(enrolments.experimentVersionId, versionId));
  const ofVersion = orm
    .select({ id: arms.id })
    .from(arms)
    .where(eq(arms.experimentVersionId, versionId));
  await orm.execute(sql`
    update ${tickets} set state = 'ended', end_reason = 'left', closed_at = clock_timestamp()
    where state = 'waiting' and enrolment_id in ${tried}`);
  await orm.update(tickets).set({ enrolmentId: null }).where(inArray(tickets.enrolmentId, tried));
  await orm
    .update(seats)
    .set({ enrolmentId: null, held: false })
    .where(inArray(seats.enrolmentId, tried));
  await orm.update(matches).set({ armId: null }).where(inArray(matches.armId, ofVersion));
  await orm.delete(recruits).where(inArray(recruits.enrolmentId, tried));
  await orm.delete(enrolments).where(eq(enrolments.experimentVersionId, versionId));
  await orm.delete(arms).where(eq(arms.experimentVersionId, versionId));
  await orm.delete(experimentWaves).where(eq(experimentWaves.experimentVersionId, versionId));
}
