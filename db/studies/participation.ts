import { desc, eq, sql } from "drizzle-orm";
import { experiments, experimentVersions, enrolments } from "../schema/research.ts";
import type { Stores } from "../stores.ts";
import { type StudyVersion, versionById } from "./version.ts";

type Enrolment = typeof enrolments.$inferSelect;

/** A player's part in an experiment, in the version that they agreed to. */
export interface Participation {
  enrolment: Enrolment;
  version: StudyVersion;
}

/** A player's newest part in the experiment of a link; null for none. */
export async function participationIn(
  { database }: Pick<Stores, "database">,
  code: string,
  playerId: string,
): Promise<Participation | null> {
  const [row] = await database.orm
    .select({ enrolment: enrolments })
    .from(enrolments)
    .innerJoin(experimentVersions, eq(experimentVersions.id, enrolments.experimentVersionId))
    .innerJoin(experiments, eq(experiments.id, experimentVersions.experimentId))
    .where(sql`${experiments.code} = ${code} and ${enrolments.playerId} = ${playerId}`)
    .orderBy(desc(enrolments.consentedAt))
    .limit(1);
  if (!row) return null;
  const version = await versionById(database.pool, row.enrolment.experimentVersionId);
  return { ...row, version };
}

/** An experiment that a player takes part in or has. */
export interface PartTaken {
  code: string;
  title: string;
  state: Enrolment["state"];
  consentedAt: Date;
  /** It has ended within the last hour. */
  justEnded: boolean;
}

/** Every part of a player's in an experiment, those that go on first. */
export async function partsOf(
  { database }: Pick<Stores, "database">,
  playerId: string,
): Promise<PartTaken[]> {
  const { rows } = await database.pool.query<PartTaken>(
    `select x.code, v.design ->> 'title' as title, e.state, e.consented_at as "consentedAt",
       coalesce(e.closed_at > clock_timestamp() - interval '1 hour', false) as "justEnded"
     from enrolments e
     join experiment_versions v on v.id = e.experiment_version_id
     join experiments x on x.id = v.experiment_id
     where e.player_id = $1
     order by e.state in ('consented', 'playing') desc, e.consented_at desc`,
    [playerId],
  );
  return rows;
}
