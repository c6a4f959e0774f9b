import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { currentRound, type FollowUp, type Match, nextDueAt } from "../game/match.ts";
import type { Seating } from "../game/pairing.ts";
import { subjectOf } from "../game/rating-periods.ts";
import type { Orm } from "./client.ts";
import { stateOf } from "./match-rows.ts";
import { insertRounds, type SeatFacts } from "./round-rows.ts";
import { tickets } from "./schema/lobby.ts";
import { matches } from "./schema/matches.ts";
import type { WaveFacts } from "./wave-facts.ts";

/** Tickets not heard from for this long are not seated; not scaled, as it measures connections. */
const HEARD_WITHIN_MS = 10_000;
/** A match that a wave has opened. */
export interface Opened {
  match: Match;
  followUps: FollowUp[];
  seating: Seating;
  rulesetId: string;
  /** Probability that its players' tickets had of an AI partner. */
  pAi: number;
  /** The part in an experiment that it was opened for. */
  study?: StudyPart;
}

interface StudyPart {
  armId: string | null;
  isTest: boolean;
  /** By participant; AIs have none. */
  enrolments: readonly { id: string; aiStreak: number }[];
}

/** A ticket that was seated, and what is noted of it. */
interface SeatedTicket {
  id: string;
  createdAt: Date;
  address: string | null;
  device: string | null;
  invitation: string | null;
}

export type Eligible = Awaited<ReturnType<typeof eligibleTickets>>;

/**
 * Heard from lately, of a player who exists and sits in no live match: a ticket may come in while its
 * player is merged into another or deleted.
 */
export const MAY_BE_SEATED = sql`${tickets.state} = 'waiting'
  and ${tickets.heardAt} > clock_timestamp() - make_interval(secs => ${HEARD_WITHIN_MS / 1000})
  and not exists (select from seats where seats.player_id = ${tickets.playerId} and seats.live)
  and exists (select from players where players.id = ${tickets.playerId}
    and players.merged_into is null and players.deleted_at is null)`;

/** Waiting tickets heard from lately whose players sit in no live match, locked for seating. */
export async function eligibleTickets(orm: Orm, rulesetId: string, at: number) {
  return orm
    .select({
      id: tickets.id,
      playerId: tickets.playerId,
      createdAt: tickets.createdAt,
      address: tickets.address,
      device: tickets.device,
      invitation: tickets.invitation,
    })
    .from(tickets)
    .where(
      and(
        eq(tickets.rulesetId, rulesetId),
        isNull(tickets.enrolmentId),
        sql`${tickets.createdAt} <= ${new Date(at).toISOString()}::timestamptz`,
        MAY_BE_SEATED,
      ),
    )
    .orderBy(asc(tickets.id))
    .for("update", { skipLocked: true });
}

interface WaveStory {
  at: number;
  now: number;
  facts: WaveFacts;
  eligible: readonly SeatedTicket[];
}

/** Stores the matches of a wave and hands each ticket its seat. */
export async function storeWave(
  orm: Orm,
  opened: readonly Opened[],
  story: WaveStory,
): Promise<void> {
  if (opened.length === 0) return;
  await orm.insert(matches).values(
    opened.map(({ match, seating, rulesetId, study }) => ({
      id: match.id,
      rulesetId,
      armId: study?.armId ?? null,
      isTest: study?.isTest ?? false,
      version: match.version,
      phase: match.phase,
      deadlineAt: dateOrNull(match.deadlineAt),
      nextDueAt: dateOrNull(nextDueAt(match)),
      timeScale: match.timeScale,
      seed: match.seed,
      state: stateOf(match),
      waveAt: new Date(story.at),
      humansEligible: story.eligible.length,
      playersConnected: connected(seating, story.eligible),
      metRecently: recentlyMet(seating, story.facts),
      staffSeated: seating.tickets.some(({ playerId }) => story.facts.isStaff(playerId)),
      mix: seating.mix,
      openedAt: new Date(story.now),
    })),
  );
  await insertRounds(
    orm,
    opened.map((one) => ({
      match: one.match,
      round: currentRound(one.match),
      facts: one.match.participants.map((_, index) => seatFacts(one, index, story)),
    })),
  );
  const seated = opened.flatMap(({ match, seating }) =>
    seating.tickets.map(({ id }) => [id, match.id] as const),
  );
  // In one statement: until the wave's end nobody else gets at its tickets.
  await orm.execute(sql`
    update tickets set state = 'seated', match_id = seated.match_id,
      closed_at = ${new Date(story.now).toISOString()}::timestamptz
    from unnest(${sql.param(seated.map(([id]) => id))}::uuid[],
      ${sql.param(seated.map(([, matchId]) => matchId))}::uuid[]) as seated (ticket_id, match_id)
    where tickets.id = seated.ticket_id`);
}

function seatFacts(opened: Opened, index: number, story: WaveStory): SeatFacts {
  const { match, seating, pAi, study } = opened;
  const { facts, eligible, now } = story;
  const participant = match.participants[index];
  if (!participant) throw new RangeError(`match ${match.id} has no participant ${index}`);
  const ticket = eligible.find(({ id }) => id === seating.tickets[index]?.id);
  const past =
    participant.kind === "human"
      ? facts.past(participant.playerId)
      : { priorGames: 0, priorAiStreak: 0 };
  const enrolment = study?.enrolments[index];
  return {
    ...past,
    // A participant knows of none of these partners yet; what the draw went by is what counts.
    ...(enrolment ? { priorAiStreak: enrolment.aiStreak } : {}),
    enrolmentId: enrolment?.id ?? null,
    held: enrolment !== undefined,
    pAi,
    humansEligible: eligible.length,
    lobbyWaitMs: ticket ? now - ticket.createdAt.getTime() : null,
    ratings: facts.ratings(subjectOf(participant)),
  };
}

function connected({ tickets: together }: Seating, eligible: readonly SeatedTicket[]): boolean {
  const rows = eligible.filter(({ id }) => together.some((ticket) => ticket.id === id));
  return (["address", "device", "invitation"] as const).some((trace) => {
    const values = rows.map((row) => row[trace]).filter((value) => value !== null);
    return new Set(values).size < values.length;
  });
}

function recentlyMet({ tickets: together }: Seating, facts: WaveFacts): boolean {
  return together.some((a) =>
    together.some((b) => a !== b && facts.metWithinWeek(a.playerId, b.playerId)),
  );
}

function dateOrNull(at: number | null): Date | null {
  return at === null ? null : new Date(at);
}
