import { sql } from "drizzle-orm";
import type { Dealt, PartnerKind, WaitingParticipant } from "../../game/assignment.ts";
import type { Orm } from "../client.ts";
import { tickets } from "../schema/lobby.ts";
import { MAY_BE_SEATED } from "../wave-rows.ts";

/** Newest matches that are looked back on for a streak; no limit on streaks is longer. */
const STREAK_LIMIT = 20;

/** A ticket that a study's wave may seat. */
export interface StudyTicket extends WaitingParticipant {
  enrolmentId: string;
  trial: boolean;
  createdAt: Date;
  address: string | null;
  device: string | null;
  invitation: string | null;
}

/** Versions of experiments for which somebody waits. */
export async function versionsWaitedFor(orm: Orm): Promise<string[]> {
  const { rows } = await orm.execute<{ id: string }>(sql`
    select distinct e.experiment_version_id as id
    from tickets t join enrolments e on e.id = t.enrolment_id where t.state = 'waiting'`);
  return rows.map(({ id }) => id);
}

/** Who may be seated, locked with their parts: nobody is let go meanwhile. */
export async function waitingFor(orm: Orm, versionId: string, at: number): Promise<StudyTicket[]> {
  const { rows } = await orm.execute<
    Record<"id" | "playerId" | "enrolmentId" | "createdAt", string> & {
      trial: boolean;
      arm: string | null;
      address: string | null;
      device: string | null;
      invitation: string | null;
    }
  >(sql`
    select ${tickets.id}, ${tickets.playerId} as "playerId", e.id as "enrolmentId", e.trial,
      ${tickets.createdAt} as "createdAt", ${tickets.address}, ${tickets.device},
      ${tickets.invitation},
      (select a.name from arms a where a.id = e.arm_id) as arm
    from ${tickets} join enrolments e on e.id = ${tickets.enrolmentId}
    where e.experiment_version_id = ${versionId} and e.state = 'playing'
      and ${tickets.createdAt} <= ${new Date(at).toISOString()}::timestamptz
      and ${MAY_BE_SEATED}
    order by ${tickets.id} for update of ${tickets}, e skip locked`);
  const streaks = await aiStreaks(
    orm,
    rows.map(({ enrolmentId }) => enrolmentId),
  );
  return rows.map(({ createdAt, ...row }) => ({
    ...row,
    createdAt: new Date(createdAt),
    since: new Date(createdAt).getTime(),
    aiStreak: streaks.get(row.enrolmentId) ?? 0,
  }));
}

/** Matches in a row, the newest first, in which a participant met AIs only. */
async function aiStreaks(orm: Orm, enrolmentIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await orm.execute<{ id: string; alone: boolean[] }>(sql`
    select e.id, array(
        select not exists (select from seats o where o.match_id = s.match_id and o.round = 1
          and o.kind = 'human' and o.id <> s.id)
        from seats s where s.enrolment_id = e.id and s.round = 1
        order by s.created_at desc limit ${STREAK_LIMIT}) as alone
    from unnest(${sql.param(enrolmentIds)}::uuid[]) as e (id)`);
  return new Map(
    rows.map(({ id, alone }) => {
      const streak = alone.indexOf(false);
      return [id, streak < 0 ? alone.length : streak];
    }),
  );
}

/** How often each arm and kind of partner has been dealt so far; try-outs are left out. */
export async function dealtIn(orm: Orm, versionId: string): Promise<Dealt[]> {
  const { rows } = await orm.execute<{ arm: string; kind: PartnerKind; participants: number }>(sql`
    select dealt.arm, dealt.kind, sum(dealt.people)::int as participants
    from (
      select a.name as arm, count(*) filter (where s.kind = 'human') as people,
        case when count(*) filter (where s.kind = 'ai') = 0 then 'human'
          when count(*) filter (where s.kind = 'human') = 1 then 'ai' else 'both' end as kind
      from arms a
      join matches m on m.arm_id = a.id and not m.is_test
      join seats s on s.match_id = m.id and s.round = 1
      where a.experiment_version_id = ${versionId}
      group by a.name, m.id
    ) dealt group by 1, 2`);
  return rows;
}

/** Pairs among these players who have met in this experiment; keys as `pairKey` makes them. */
export async function pairsInStudy(
  orm: Orm,
  versionId: string,
  playerIds: readonly string[],
): Promise<Set<string>> {
  const ids = sql`${sql.param(playerIds)}::uuid[]`;
  const { rows } = await orm.execute<{ a: string; b: string }>(sql`
    select distinct a.player_id as a, b.player_id as b
    from enrolments e
    join seats a on a.enrolment_id = e.id and a.round = 1
    join seats b on b.match_id = a.match_id and b.round = 1 and b.player_id > a.player_id
    where e.experiment_version_id = ${versionId}
      and a.player_id = any(${ids}) and b.player_id = any(${ids})`);
  return new Set(rows.map(({ a, b }) => `${a} ${b}`));
}

/** The arms that were drawn for participants, and that nobody seated waits any more. */
export async function noteSeated(
  orm: Orm,
  seated: readonly { enrolmentId: string; armId: string | null }[],
): Promise<void> {
  await orm.execute(sql`
    update enrolments e set waiting_since = null, arm_id = coalesce(e.arm_id, s.arm_id)
    from unnest(${sql.param(seated.map(({ enrolmentId }) => enrolmentId))}::uuid[],
      ${sql.param(seated.map(({ armId }) => armId))}::uuid[]) as s (enrolment_id, arm_id)
    where e.id = s.enrolment_id`);
}
