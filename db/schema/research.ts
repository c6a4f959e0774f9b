import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
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
import { type Design, ENDINGS } from "../../game/experiment.ts";
import { instant, madeAt, newId } from "./columns.ts";
import { players } from "./players.ts";
import { rulesets } from "./rulesets.ts";

/** What a researcher asks; its versions hold how. */
export const experiments = pgTable(
  "experiments",
  {
    id: newId(),
    ownerId: uuid()
      .notNull()
      .references(() => players.id),
    /** Name in the participants' link; says nothing of the experiment. */
    code: text().notNull().unique(),
    createdAt: madeAt(),
  },
  (table) => [index("experiments_owner").on(table.ownerId, table.createdAt)],
);

/** A design; frozen once it has started, so that an amendment is a further version. */
export const experimentVersions = pgTable(
  "experiment_versions",
  {
    id: newId(),
    experimentId: uuid()
      .notNull()
      .references(() => experiments.id),
    version: integer().notNull(),
    state: text({ enum: ["draft", "running", "paused", "closed"] })
      .notNull()
      .default("draft"),
    design: jsonb().$type<Design>().notNull(),
    /** What a draft's form said when it was last left, where that is no whole design yet. */
    sketch: jsonb().$type<Record<string, string>>(),
    /** Counts what was saved: who saves what they read in two tabs is told. */
    revision: integer().notNull().default(1),
    /** 128 random bits that arms are drawn from; told to nobody before the version is closed. */
    seed: text().notNull(),
    createdAt: madeAt(),
    changedAt: madeAt(),
    startedAt: instant(),
    /** From then on nobody is let in; who is enrolled plays to the end. */
    closedAt: instant(),
  },
  (table) => [
    unique("experiment_versions_number").on(table.experimentId, table.version),
    // Participants' links lead to one design at a time.
    uniqueIndex("experiment_versions_one_open")
      .on(table.experimentId)
      .where(sql`${table.state} in ('running', 'paused')`),
    // Only the newest version is ever worked on.
    uniqueIndex("experiment_versions_one_draft")
      .on(table.experimentId)
      .where(sql`${table.state} = 'draft'`),
    check("experiment_versions_seed", sql`${table.seed} ~ '^[0-9a-f]{32}$'`),
    check(
      "experiment_versions_started",
      sql`(${table.state} = 'draft') = (${table.startedAt} is null)`,
    ),
    check(
      "experiment_versions_closed",
      sql`(${table.state} = 'closed') = (${table.closedAt} is not null)`,
    ),
  ],
);

/** An arm of a started version, with the ruleset that it is played by. */
export const arms = pgTable(
  "arms",
  {
    id: newId(),
    experimentVersionId: uuid()
      .notNull()
      .references(() => experimentVersions.id),
    name: text().notNull(),
    rulesetId: uuid()
      .notNull()
      .references(() => rulesets.id),
    createdAt: madeAt(),
  },
  (table) => [unique("arms_name").on(table.experimentVersionId, table.name)],
);

/** A player's part in an experiment. */
export const enrolments = pgTable(
  "enrolments",
  {
    id: newId(),
    experimentVersionId: uuid()
      .notNull()
      .references(() => experimentVersions.id),
    playerId: uuid()
      .notNull()
      .references(() => players.id),
    /** `consented`: questions are open. `playing`: matches are. The rest are ends. */
    state: text({
      enum: [
        "consented",
        "playing",
        "finished",
        "left",
        "failed-attention",
        "waited-too-long",
        "withdrawn",
      ],
    }).notNull(),
    /** Of a researcher who tries a draft out: in no figure and no export. */
    trial: boolean().notNull().default(false),
    consentVersion: text().notNull(),
    consentedAt: madeAt(),
    withdrawnAt: instant(),
    answers: jsonb().$type<Record<string, string | number>>(),
    answeredAt: instant(),
    /** Drawn once where arms are drawn for participants. */
    armId: uuid().references(() => arms.id),
    /** Matches that have ended. */
    played: integer().notNull().default(0),
    /** When the wait for the next match began; null while playing one. */
    waitingSince: instant(),
    source: text(),
    locale: text(),
    device: text({ enum: ["desktop", "mobile", "tablet"] }),
    /** How it ended, which a withdrawal does not change: the code is given for it. */
    ending: text({ enum: ENDINGS }),
    closedAt: instant(),
  },
  (table) => [
    unique("enrolments_player").on(table.experimentVersionId, table.playerId),
    index("enrolments_of_player").on(table.playerId, table.consentedAt),
    check(
      "enrolments_withdrawn",
      sql`(${table.state} = 'withdrawn') = (${table.withdrawnAt} is not null)`,
    ),
  ],
);

/** What a recruiter's link said of a participant: for the experiment's owner only. */
export const recruits = pgTable(
  "recruits",
  {
    enrolmentId: uuid()
      .primaryKey()
      .references(() => enrolments.id),
    experimentId: uuid()
      .notNull()
      .references(() => experiments.id),
    /** The first parameter of the design: nobody takes part twice under one. */
    recruitedAs: text(),
    params: jsonb().$type<Record<string, string>>().notNull(),
  },
  (table) => [
    uniqueIndex("recruits_once")
      .on(table.experimentId, table.recruitedAs)
      .where(sql`${table.recruitedAs} is not null`),
  ],
);

/** A pairing instant of an experiment that has been held. */
export const experimentWaves = pgTable(
  "experiment_waves",
  {
    experimentVersionId: uuid()
      .notNull()
      .references(() => experimentVersions.id),
    at: instant().notNull(),
    tickets: integer().notNull(),
    matches: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.experimentVersionId, table.at] })],
);

/** Which rows an export holds. */
export interface ExportFilter {
  experimentId?: string;
  ruleset?: string;
  from?: string;
  until?: string;
  persona?: string;
  arm?: string;
}

export const exports = pgTable(
  "exports",
  {
    id: newId(),
    ownerId: uuid()
      .notNull()
      .references(() => players.id),
    format: text({ enum: ["csv", "ndjson", "parquet"] }).notNull(),
    filter: jsonb().$type<ExportFilter>().notNull(),
    state: text({ enum: ["queued", "running", "done", "failed", "cancelled", "expired"] })
      .notNull()
      .default("queued"),
    /** Ids in the files are hashed with it: two exports cannot be joined. */
    salt: text().notNull(),
    rowsTotal: bigint({ mode: "number" }),
    rowsDone: bigint({ mode: "number" }).notNull().default(0),
    /** Of the archive. */
    bytes: bigint({ mode: "number" }),
    sha256: text(),
    /** Why it failed, as a code. */
    error: text(),
    attempts: integer().notNull().default(0),
    createdAt: madeAt(),
    /** Told by the worker that makes it; long past means that the worker is gone. */
    heardAt: instant(),
    finishedAt: instant(),
    expiresAt: instant(),
    /** When its owner saw the notice that it is done. */
    noticedAt: instant(),
  },
  (table) => [
    index("exports_owner").on(table.ownerId, table.createdAt),
    index("exports_open")
      .on(table.createdAt)
      .where(sql`${table.state} in ('queued', 'running')`),
  ],
);

export const QUARANTINE_REASONS = [
  "e-mail",
  "phone",
  "card",
  "social-security",
  "address",
  "recruiter-id",
] as const;

/** Free text that stays out of exports, with the reason. */
export const quarantinedTexts = pgTable(
  "quarantined_texts",
  {
    kind: text({ enum: ["message", "guess"] }).notNull(),
    rowId: uuid().notNull(),
    reason: text({ enum: QUARANTINE_REASONS }).notNull(),
    at: madeAt(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.rowId] })],
);

/** What a key may do of what its owner may. */
export const KEY_SCOPES = ["exports", "analysis", "experiments"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

export const apiKeys = pgTable(
  "api_keys",
  {
    id: newId(),
    ownerId: uuid()
      .notNull()
      .references(() => players.id),
    name: text().notNull(),
    /** The beginning of the key, for its owner to know it by. */
    prefix: text().notNull(),
    /** SHA-256 of the key: 256 random bits need no slow hash. */
    hash: text().notNull().unique(),
    scopes: text({ enum: KEY_SCOPES }).array().notNull(),
    createdAt: madeAt(),
    expiresAt: instant().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (table) => [index("api_keys_owner").on(table.ownerId, table.createdAt)],
);
