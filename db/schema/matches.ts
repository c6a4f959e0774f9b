import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Match, MatchEvent } from "../../game/match.ts";
import type { Mix } from "../../game/mix.ts";
import type { RatingsOf } from "../../game/rating-periods.ts";
import { instant, madeAt, newId } from "./columns.ts";
import { personaVersions } from "./personas.ts";
import { players } from "./players.ts";
import { arms, enrolments } from "./research.ts";
import { rulesets } from "./rulesets.ts";

/** What the rules need of a match besides its columns; the rows below hold the same for research. */
export type MatchState = Pick<Match, "participants" | "rounds" | "seq" | "endReason">;

export const matches = pgTable(
  "matches",
  {
    id: uuid().primaryKey(),
    rulesetId: uuid()
      .notNull()
      .references(() => rulesets.id),
    /** Compare-and-set: a change writes where this is still what it read. */
    version: integer().notNull(),
    phase: text({ enum: ["chatting", "guessing", "revealed", "voided"] }).notNull(),
    deadlineAt: instant(),
    nextDueAt: instant(),
    timeScale: doublePrecision().notNull(),
    seed: text().notNull(),
    state: jsonb().$type<MatchState>().notNull(),
    waveAt: instant().notNull(),
    humansEligible: integer().notNull(),
    playersConnected: boolean().notNull(),
    metRecently: boolean().notNull(),
    /** Somebody at it may read what players may not, or reviews matches: it is not rated. */
    staffSeated: boolean().notNull().default(false),
    /** What the AI seats were drawn from, as it stood then: the draw can be made again by the seed. */
    mix: jsonb().$type<Mix>(),
    openedAt: instant().notNull(),
    endedAt: instant(),
    endReason: text({ enum: ["time", "guessed", "silence", "abandoned", "voided"] }),
    /** The order in which ratings are replayed. */
    scoredSeq: bigint({ mode: "number" }).unique(),
    rated: boolean(),
    ratedReason: text(),
    /** Set while ratings and standings still hold this match as it was before a correction. */
    replayDue: boolean().notNull().default(false),
    /** When its messages were read for the moderators, once it was over. */
    flaggedAt: instant(),
    /** Since then nothing that anybody wrote in it is kept. */
    wordsErasedAt: instant(),
    /** The experiment's condition that it was played under; null in public play. */
    armId: uuid().references(() => arms.id),
    /** Played to try something out: in no figure. */
    isTest: boolean().notNull().default(false),
  },
  (table) => [
    // The sweep asks for what is due; ended matches, nearly all of them, stay out of its index.
    index("matches_due")
      .on(table.nextDueAt)
      .where(sql`${table.phase} in ('chatting', 'guessing')`),
    index("matches_ended").on(table.endedAt),
    index("matches_arm")
      .on(table.armId, table.endedAt)
      .where(sql`${table.armId} is not null`),
    index("matches_words_kept")
      .on(table.endedAt)
      .where(sql`${table.endedAt} is not null and ${table.wordsErasedAt} is null`),
    index("matches_replay_due")
      .on(table.id)
      .where(sql`${table.replayDue}`),
    index("matches_unflagged")
      .on(table.endedAt)
      .where(sql`${table.phase} = 'revealed' and ${table.flaggedAt} is null`),
    check("matches_seed", sql`${table.seed} ~ '^[0-9a-f]{32}$'`),
    check(
      "matches_ended_has_reason",
      sql`(${table.phase} in ('revealed', 'voided')) = (${table.endedAt} is not null and ${table.endReason} is not null)`,
    ),
    check(
      "matches_live_has_clock",
      sql`(${table.phase} in ('chatting', 'guessing')) = (${table.nextDueAt} is not null)`,
    ),
  ],
);

export const rounds = pgTable(
  "rounds",
  {
    id: uuid().primaryKey(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    number: integer().notNull(),
    openedAt: instant().notNull(),
    chatClosedAt: instant(),
    closedAt: instant(),
  },
  (table) => [unique("rounds_match_number").on(table.matchId, table.number)],
);

export const seats = pgTable(
  "seats",
  {
    id: uuid().primaryKey(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    roundId: uuid()
      .notNull()
      .references(() => rounds.id),
    round: integer().notNull(),
    label: text().notNull(),
    role: text({ enum: ["interrogator", "witness", "both"] }).notNull(),
    /** Index of the participant in the match's state. */
    participant: integer().notNull(),
    kind: text({ enum: ["human", "ai"] }).notNull(),
    playerId: uuid().references(() => players.id),
    personaVersionId: uuid().references(() => personaVersions.id),
    /** Probability of an AI partner in the wave that seated the match. */
    pAi: doublePrecision().notNull(),
    humansEligible: integer().notNull(),
    lobbyWaitMs: integer(),
    priorGames: integer().notNull(),
    priorAiStreak: integer().notNull(),
    /** The occupant's ratings when seated: what opponents are rated against. */
    ratings: jsonb().$type<RatingsOf>().notNull(),
    /** While the match runs and the player has not left it. */
    live: boolean().notNull(),
    leftAt: instant(),
    /** The rating shown at the reveal, before and after the match. */
    ratingBefore: doublePrecision(),
    ratingAfter: doublePrecision(),
    playedAsSelf: boolean(),
    knewPartner: boolean(),
    /** The part in an experiment that it was taken for. */
    enrolmentId: uuid().references(() => enrolments.id),
    /** Its player learns who was what only after the last match of their enrolment. */
    held: boolean().notNull().default(false),
    createdAt: madeAt(),
  },
  (table) => [
    unique("seats_round_label").on(table.roundId, table.label),
    // A player sits in one live match at a time, whatever races the lobby loses.
    uniqueIndex("seats_one_live_match")
      .on(table.playerId)
      .where(sql`${table.live}`),
    index("seats_match").on(table.matchId),
    index("seats_player").on(table.playerId, table.createdAt),
    index("seats_persona").on(table.personaVersionId),
    index("seats_enrolment")
      .on(table.enrolmentId)
      .where(sql`${table.enrolmentId} is not null`),
    index("seats_held")
      .on(table.matchId)
      .where(sql`${table.held}`),
    check(
      "seats_occupant",
      sql`(${table.kind} = 'human' and ${table.playerId} is not null and ${table.personaVersionId} is null)
        or (${table.kind} = 'ai' and ${table.personaVersionId} is not null and ${table.playerId} is null)`,
    ),
    check("seats_p_ai", sql`${table.pAi} between 0 and 1`),
  ],
);

export const conversations = pgTable("conversations", {
  id: uuid().primaryKey(),
  matchId: uuid()
    .notNull()
    .references(() => matches.id),
  roundId: uuid()
    .notNull()
    .references(() => rounds.id),
});

export const conversationParticipants = pgTable(
  "conversation_participants",
  {
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id),
    seatId: uuid()
      .notNull()
      .references(() => seats.id),
  },
  (table) => [primaryKey({ columns: [table.conversationId, table.seatId] })],
);

export const messages = pgTable(
  "messages",
  {
    id: newId(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    round: integer().notNull(),
    conversationId: uuid()
      .notNull()
      .references(() => conversations.id),
    seatId: uuid()
      .notNull()
      .references(() => seats.id),
    label: text().notNull(),
    /** Place in the match's order of events, the same for everybody. */
    seq: integer().notNull(),
    body: text().notNull(),
    /** As sent, where delivery made it plainer. */
    raw: text(),
    clientId: text().notNull(),
    pasted: boolean().notNull(),
    /** Set while a moderator's decision hides it. */
    hiddenAt: instant(),
    /** Since then the body is a word that says so. */
    erasedAt: instant(),
    at: madeAt(),
  },
  (table) => [
    unique("messages_match_seq").on(table.matchId, table.seq),
    // A resent message is the same message.
    unique("messages_seat_client_id").on(table.seatId, table.clientId),
    index("messages_conversation").on(table.conversationId, table.seq),
  ],
);

/** Turns and phases, in one order with the messages: what streams are rebuilt from. */
export const matchEvents = pgTable(
  "match_events",
  {
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    seq: integer().notNull(),
    event: jsonb().$type<Extract<MatchEvent, { type: "turn" | "phase" }>>().notNull(),
    at: madeAt(),
  },
  (table) => [primaryKey({ columns: [table.matchId, table.seq] })],
);

export const guesses = pgTable(
  "guesses",
  {
    id: newId(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    roundId: uuid()
      .notNull()
      .references(() => rounds.id),
    bySeatId: uuid()
      .notNull()
      .references(() => seats.id),
    aboutSeatId: uuid()
      .notNull()
      .references(() => seats.id),
    pAi: doublePrecision().notNull(),
    confidence: doublePrecision(),
    reason: text(),
    /** Messages that gave the partner away. */
    tells: uuid().array().notNull(),
    early: boolean().notNull(),
    decisionMs: integer().notNull(),
    /** The seat's only guess of its round, as everywhere but at a table. */
    sole: boolean().notNull(),
    createdAt: madeAt(),
  },
  (table) => [
    unique("guesses_by_about").on(table.bySeatId, table.aboutSeatId),
    uniqueIndex("guesses_one_per_seat")
      .on(table.bySeatId)
      .where(sql`${table.sole}`),
    index("guesses_match").on(table.matchId),
    check("guesses_p_ai", sql`${table.pAi} between 0 and 1`),
    check("guesses_not_about_oneself", sql`${table.bySeatId} <> ${table.aboutSeatId}`),
  ],
);
