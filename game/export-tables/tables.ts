import { ANALYSIS } from "./analysis.ts";
import type { Column } from "./column.ts";
import { ANSWERS, PARTICIPANTS, PERSONA_VERSIONS } from "./people.ts";
import { MATCHES, ROUNDS } from "./matches.ts";
import { SEATS } from "./seats.ts";
import { GENERATIONS, GUESSES, MESSAGES } from "./talk.ts";

/** Version of the tables below: another column, or another meaning of one, is a new version. */
export const SCHEMA_VERSION = 2;

/** Every table of an export with its columns in order (SCIENCE.md, "The researchers' export"). */
export const EXPORT_TABLES = {
  matches: MATCHES,
  rounds: ROUNDS,
  seats: SEATS,
  participants: PARTICIPANTS,
  answers: ANSWERS,
  persona_versions: PERSONA_VERSIONS,
  messages: MESSAGES,
  guesses: GUESSES,
  generations: GENERATIONS,
  analysis: ANALYSIS,
} as const satisfies Record<string, readonly Column[]>;

export type TableName = keyof typeof EXPORT_TABLES;
export type ColumnName<Table extends TableName> = (typeof EXPORT_TABLES)[Table][number]["name"];

export const TABLE_NAMES = Object.keys(EXPORT_TABLES) as TableName[];

/** Which column of which table another one names a row of. */
export const KEYS: readonly (readonly [from: string, to: string])[] = [
  ["rounds.match_id", "matches.match_id"],
  ["seats.match_id", "matches.match_id"],
  ["seats.participant_id", "participants.participant_id"],
  ["seats.persona_version_id", "persona_versions.persona_version_id"],
  ["answers.participant_id", "participants.participant_id"],
  ["messages.round_id", "rounds.round_id"],
  ["messages.seat_id", "seats.seat_id"],
  ["guesses.round_id", "rounds.round_id"],
  ["guesses.by_seat_id", "seats.seat_id"],
  ["guesses.about_seat_id", "seats.seat_id"],
  ["generations.message_id", "messages.message_id"],
  ["generations.persona_version_id", "persona_versions.persona_version_id"],
];
