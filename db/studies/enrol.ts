import { and, eq, inArray, sql } from "drizzle-orm";
import type { Answers } from "../../game/questionnaire.ts";
import type { Orm } from "../client.ts";
import { seats } from "../schema/matches.ts";
import { enrolments, recruits } from "../schema/research.ts";
import type { Stores } from "../stores.ts";
import { inTransaction } from "../transaction.ts";
import { endEnrolments, GOING_ON } from "./end.ts";
import type { StudyVersion } from "./version.ts";

interface Entrant {
  playerId: string;
  trial: boolean;
  /** What the recruiter's link said, cleaned. */
  params: Record<string, string>;
  locale: string | null;
  device: "desktop" | "mobile" | "tablet";
}

export type Enrolled = { ok: true; enrolmentId: string } | { ok: false; code: "study/enrolled" };

/**
 * Lets a player into a version of an experiment. Who is in it already stays where they are; who has
 * come before under the same recruiter's id, as somebody else, is not let in.
 */
export async function enrol(
  { database }: Pick<Stores, "database">,
  version: StudyVersion,
  entrant: Entrant,
): Promise<Enrolled> {
  const done = await inTransaction(database, async ({ orm }): Promise<Enrolled> => {
    const { playerId, trial, params, locale, device } = entrant;
    const [first = ""] = version.design.recruiterParams;
    const recruitedAs = trial ? null : (params[first] ?? null);
    const [made] = await orm
      .insert(enrolments)
      .values({
        ...{ experimentVersionId: version.id, playerId, trial, locale, device },
        state: "consented",
        consentVersion: version.design.consent.version,
        source: recruitedAs === null ? "link" : "recruiter",
      })
      .onConflictDoNothing()
      .returning({ id: enrolments.id });
    if (!made) return { ok: true, enrolmentId: await oneOf(orm, version.id, playerId) };
    const [recruit] = await orm
      .insert(recruits)
      .values({ enrolmentId: made.id, experimentId: version.experimentId, recruitedAs, params })
      .onConflictDoNothing()
      .returning({ id: recruits.enrolmentId });
    if (recruit) return { ok: true, enrolmentId: made.id };
    await orm.delete(enrolments).where(eq(enrolments.id, made.id));
    return { ok: false, code: "study/enrolled" };
  });
  if (!done) throw new Error("an enrolment was given up");
  return done;
}

async function oneOf(orm: Orm, versionId: string, playerId: string): Promise<string> {
  const [row] = await orm
    .select({ id: enrolments.id })
    .from(enrolments)
    .where(and(eq(enrolments.experimentVersionId, versionId), eq(enrolments.playerId, playerId)));
  if (!row) throw new Error(`player ${playerId} is enrolled and is not`);
  return row.id;
}

/** Takes the answers, once; with a failed attention check the part ends here. */
export async function answer(
  { database }: Pick<Stores, "database">,
  enrolmentId: string,
  { answers, attentive }: { answers: Answers; attentive: boolean },
): Promise<boolean> {
  const done = await inTransaction(database, async ({ orm }) => {
    const [row] = await orm
      .update(enrolments)
      .set({ answers, answeredAt: sql`clock_timestamp()`, state: "playing" })
      .where(and(eq(enrolments.id, enrolmentId), eq(enrolments.state, "consented")))
      .returning({ id: enrolments.id });
    if (row && !attentive) await endEnrolments(orm, [row.id], "failed-attention");
    return row !== undefined;
  });
  return done ?? false;
}

/** Who tried a draft out to its end may do so again: their matches stay as test matches. */
export async function beginTrialAgain(
  { database }: Pick<Stores, "database">,
  enrolmentId: string,
): Promise<void> {
  await inTransaction(database, async ({ orm }) => {
    const [row] = await orm
      .update(enrolments)
      .set({
        ...{ state: "consented", consentedAt: sql`clock_timestamp()`, played: 0 },
        ...{ ending: null, closedAt: null, withdrawnAt: null, answers: null, answeredAt: null },
      })
      .where(
        and(
          eq(enrolments.id, enrolmentId),
          eq(enrolments.trial, true),
          sql`not ${inArray(enrolments.state, [...GOING_ON])}`,
        ),
      )
      .returning({ id: enrolments.id });
    if (!row) return;
    await orm
      .update(seats)
      .set({ enrolmentId: null, held: false })
      .where(eq(seats.enrolmentId, row.id));
  });
}
