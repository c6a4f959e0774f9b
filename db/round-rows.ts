import { and, eq, isNull } from "drizzle-orm";
import type { Match, Round } from "../game/match.ts";
import { participantAt } from "../game/match.ts";
import type { RatingsOf } from "../game/rating-periods.ts";
import type { Orm } from "./client.ts";
import { conversationParticipants, conversations, rounds, seats } from "./schema/matches.ts";

/** What a participant brings to every seat that it is dealt in a match. */
export interface SeatFacts {
  pAi: number;
  humansEligible: number;
  lobbyWaitMs: number | null;
  priorGames: number;
  priorAiStreak: number;
  ratings: RatingsOf;
  enrolmentId: string | null;
  held: boolean;
}

export interface RoundToStore {
  match: Match;
  round: Round;
  /** By participant. */
  facts: readonly SeatFacts[];
}

/** Stores dealt rounds with their seats and conversations, many matches in four statements. */
export async function insertRounds(orm: Orm, opened: readonly RoundToStore[]): Promise<void> {
  if (opened.length === 0) return;
  await orm.insert(rounds).values(
    opened.map(({ match, round }) => ({
      id: round.id,
      matchId: match.id,
      number: round.number,
      openedAt: new Date(round.openedAt),
    })),
  );
  await orm.insert(seats).values(opened.flatMap(seatRows));
  await orm
    .insert(conversations)
    .values(
      opened.flatMap(({ match, round }) =>
        round.conversations.map(({ id }) => ({ id, matchId: match.id, roundId: round.id })),
      ),
    );
  await orm.insert(conversationParticipants).values(opened.flatMap(participantRows));
}

function seatRows({ match, round, facts }: RoundToStore) {
  return round.seats.map((seat) => {
    const participant = participantAt(match, seat);
    const brought = facts[seat.occupant];
    if (!brought) throw new RangeError(`no facts about participant ${seat.occupant}`);
    const occupant =
      participant.kind === "human"
        ? { kind: participant.kind, playerId: participant.playerId }
        : { kind: participant.kind, personaVersionId: participant.personaVersionId };
    return {
      ...brought,
      ...occupant,
      id: seat.id,
      matchId: match.id,
      roundId: round.id,
      round: round.number,
      label: seat.label,
      role: seat.role,
      participant: seat.occupant,
      live: participant.kind === "human" && participant.leftAt === null,
    };
  });
}

function participantRows({ round }: RoundToStore) {
  return round.conversations.flatMap((conversation) =>
    conversation.seats.flatMap((label) => {
      const seat = round.seats.find((candidate) => candidate.label === label);
      return seat ? [{ conversationId: conversation.id, seatId: seat.id }] : [];
    }),
  );
}

/** What the participants brought to the match, read back from its first round. */
export async function seatFactsOf(orm: Orm, matchId: string): Promise<SeatFacts[]> {
  return orm
    .select({
      pAi: seats.pAi,
      humansEligible: seats.humansEligible,
      lobbyWaitMs: seats.lobbyWaitMs,
      priorGames: seats.priorGames,
      priorAiStreak: seats.priorAiStreak,
      ratings: seats.ratings,
      enrolmentId: seats.enrolmentId,
      held: seats.held,
    })
    .from(seats)
    .where(and(eq(seats.matchId, matchId), eq(seats.round, 1)))
    .orderBy(seats.participant);
}

/** A participant has left: its seat stays, but no longer keeps the player from the lobby. */
export async function markLeft(orm: Orm, matchId: string, participant: number, at: Date) {
  await orm
    .update(seats)
    .set({ leftAt: at, live: false })
    .where(
      and(eq(seats.matchId, matchId), eq(seats.participant, participant), isNull(seats.leftAt)),
    );
}

export async function freeSeats(orm: Orm, matchId: string): Promise<void> {
  await orm
    .update(seats)
    .set({ live: false })
    .where(and(eq(seats.matchId, matchId), eq(seats.live, true)));
}

export async function closeChatRow(orm: Orm, roundId: string, at: Date): Promise<void> {
  await orm.update(rounds).set({ chatClosedAt: at }).where(eq(rounds.id, roundId));
}

export async function closeRoundRow(orm: Orm, roundId: string, at: Date): Promise<void> {
  await orm.update(rounds).set({ closedAt: at }).where(eq(rounds.id, roundId));
}
