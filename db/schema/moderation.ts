import { sql } from "drizzle-orm";
import {
  check,
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
import { instant, madeAt, newId } from "./columns.ts";
import { matches, messages, seats } from "./matches.ts";
import { players } from "./players.ts";

/** All that moderators are asked to look at in one match. */
export const cases = pgTable(
  "cases",
  {
    id: newId(),
    matchId: uuid()
      .notNull()
      .unique()
      .references(() => matches.id),
    state: text({ enum: ["open", "closed"] }).notNull(),
    /** The higher the sooner: the gravest of its reports and flags. */
    priority: integer().notNull(),
    /** Who works on it, until when: nobody else decides meanwhile. */
    claimedBy: uuid().references(() => players.id),
    claimedUntil: instant(),
    /** Compare-and-set: a decision is made on what its moderator saw. */
    version: integer().notNull().default(1),
    openedAt: madeAt(),
    closedAt: instant(),
  },
  (table) => [index("cases_queue").on(table.state, table.priority, table.openedAt)],
);

export const REPORT_CATEGORIES = [
  "harassment",
  "hate",
  "threat",
  "sexual",
  "personal-data",
  "spam",
  "cheating",
  "other",
] as const;

/** What a player says about a seat of their own match. */
export const reports = pgTable(
  "reports",
  {
    id: newId(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    bySeatId: uuid()
      .notNull()
      .references(() => seats.id),
    aboutSeatId: uuid()
      .notNull()
      .references(() => seats.id),
    category: text({ enum: REPORT_CATEGORIES }).notNull(),
    note: text(),
    createdAt: madeAt(),
  },
  (table) => [
    unique("reports_once").on(table.bySeatId, table.aboutSeatId),
    index("reports_case").on(table.caseId),
    index("reports_about").on(table.aboutSeatId),
  ],
);

export const FLAG_KINDS = [
  "slur",
  "threat",
  "personal-data",
  "link",
  "spam",
  "flood",
  "model",
  "collusion",
] as const;

/** What the platform noticed by itself. */
export const flags = pgTable(
  "flags",
  {
    id: newId(),
    caseId: uuid().references(() => cases.id),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    /** Null where it is about the match as a whole. */
    seatId: uuid().references(() => seats.id),
    messageId: uuid().references(() => messages.id),
    kind: text({ enum: FLAG_KINDS }).notNull(),
    /** The text that was refused before it reached anybody. */
    refusedText: text(),
    /** What was found, for the moderator; names of rules, never more of the text. */
    detail: jsonb().$type<Record<string, string | number>>().notNull(),
    createdAt: madeAt(),
  },
  (table) => [
    index("flags_match").on(table.matchId),
    index("flags_seat").on(table.seatId),
    index("flags_refused")
      .on(table.createdAt)
      .where(sql`${table.refusedText} is not null`),
    uniqueIndex("flags_message_kind")
      .on(table.messageId, table.kind)
      .where(sql`${table.messageId} is not null`),
  ],
);

/** `count` lets a match count for ratings that was taken for collusion. */
export const DECISION_ACTIONS = [
  "dismiss",
  "warn",
  "mute",
  "ban",
  "hide",
  "void",
  "count",
] as const;

/** What a moderator decided on a case. Warnings, mutes and bans are the sanctions. */
export const decisions = pgTable(
  "decisions",
  {
    id: newId(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    action: text({ enum: DECISION_ACTIONS }).notNull(),
    /** Who is sanctioned. */
    playerId: uuid().references(() => players.id),
    /** What is hidden. */
    messageId: uuid().references(() => messages.id),
    /** When a mute or ban ends; null for never. */
    until: instant(),
    /** Shown to the sanctioned player. */
    reason: text().notNull(),
    by: uuid()
      .notNull()
      .references(() => players.id),
    createdAt: madeAt(),
    undoneAt: instant(),
    undoneBy: uuid().references(() => players.id),
    undoReason: text(),
    /** When the sanctioned player was shown it. */
    seenAt: instant(),
  },
  (table) => [
    index("decisions_case").on(table.caseId),
    index("decisions_player")
      .on(table.playerId)
      .where(sql`${table.undoneAt} is null`),
    check(
      "decisions_target",
      sql`(${table.action} in ('warn', 'mute', 'ban')) = (${table.playerId} is not null)
        and (${table.action} = 'hide') = (${table.messageId} is not null)`,
    ),
  ],
);

/** A player's answer to a decision that concerns them, once each, and what became of it. */
export const appeals = pgTable(
  "appeals",
  {
    id: newId(),
    decisionId: uuid()
      .notNull()
      .references(() => decisions.id),
    playerId: uuid()
      .notNull()
      .references(() => players.id),
    text: text().notNull(),
    state: text({ enum: ["open", "granted", "refused"] }).notNull(),
    createdAt: madeAt(),
    answer: text(),
    answeredBy: uuid().references(() => players.id),
    answeredAt: instant(),
  },
  (table) => [unique("appeals_once").on(table.decisionId, table.playerId)],
);

/** Two who are never paired again: the first reported or blocked the second. */
export const blocks = pgTable(
  "blocks",
  {
    playerId: uuid()
      .notNull()
      .references(() => players.id),
    otherId: uuid()
      .notNull()
      .references(() => players.id),
    createdAt: madeAt(),
  },
  (table) => [
    primaryKey({ columns: [table.playerId, table.otherId] }),
    index("blocks_other").on(table.otherId),
  ],
);

/** Privileged reads and acts, append-only: a trigger refuses update and delete. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: newId(),
    at: madeAt(),
    /** Null for the platform itself. Kept when the player is gone: no reference. */
    actorId: uuid(),
    actorRole: text().notNull(),
    /** verb-noun, such as `read-case` or `void-match`. */
    action: text().notNull(),
    /** What it was done to: a table's noun and an id. */
    subjectKind: text().notNull(),
    subjectId: text().notNull(),
    reason: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    requestId: text(),
  },
  (table) => [
    index("audit_entries_at").on(table.at),
    index("audit_entries_subject").on(table.subjectKind, table.subjectId),
    index("audit_entries_actor").on(table.actorId, table.at),
  ],
);
