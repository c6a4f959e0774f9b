import { z } from "zod";
import { REPORT_CATEGORIES } from "../../db/schema/moderation.ts";
import { publicRulesetSchema } from "../../game/ruleset.ts";
import { screen } from "../../game/screening.ts";
import { lengthOf, utter } from "../../game/utterance.ts";

/*
 * The contract of API v1: what is parsed from requests, what is sent in replies, and what
 * `/api/v1/openapi.json` is generated from.
 */

const id = z.uuid();
const instant = z.iso.datetime({ precision: 3 }).describe("ISO 8601, UTC, milliseconds");
const slug = z.string().regex(/^[a-z0-9-]{1,80}$/, "lower-case letters, digits and hyphens");
const seatLabel = z
  .string()
  .regex(/^[A-H]$/)
  .describe("a seat's letter in its round");
/** A number of 0 to 1, which a form sends as text. */
const share = z.union([
  z.number().min(0).max(1),
  z
    .string()
    .regex(/^(0|1|[01]?\.\d{1,18}|1\.0+)$/, "a number from 0 to 1")
    .transform(Number)
    .pipe(z.number().min(0).max(1)),
]);
/** Written by people: line breaks and tabs stay, other control characters go. */
export const prose = (max: number) =>
  z
    .string()
    .max(max)
    .transform((text) => text.replace(/[^\P{Cc}\n\t]/gu, ""));
/** A parameter that a form leaves empty is not given. */
export const emptyOr = <T extends z.ZodType<string>>(schema: T) =>
  z
    .union([z.literal(""), schema])
    .optional()
    .transform((value) => (value === "" ? undefined : value));
export const flag = z.union([
  z.boolean(),
  z.enum(["true", "false"]).transform((text) => text === "true"),
]);

/** A handle is shown to others at the reveal; it need not be unique. An empty one is none. */
const handleSchema = z
  .string()
  .trim()
  .normalize("NFC")
  .max(24, "at most 24 characters")
  .regex(/^[\p{L}\p{M}\p{N} ._'-]*$/u, "letters, digits, spaces and . _ ' - only")
  .refine((handle) => screen(handle) === null, "choose a name that may be read by everybody")
  .transform((handle) => handle || undefined);

export const sessionRequest = z.object({ handle: handleSchema.optional() });
/** Where to go on after signing in: a path of this site. */
export const signInRequest = z.object({ next: z.string().max(2000).optional() });
export const lobbyRequest = z.object({
  ruleset: slug,
  consent: z
    .union([
      z.int().min(1).max(1e6),
      z
        .string()
        .regex(/^\d{1,6}$/, "a version, as a number")
        .transform(Number),
    ])
    .optional()
    .describe(
      "the version of /privacy that the player agreed to; a program that sends none has been told of it here",
    ),
});
export const deletionRequest = z.object({
  confirm: z.string().max(100).describe("the player's name, letter by letter"),
  eraseMessages: flag.optional().describe("also erase what the player wrote in matches"),
});
export const messageRequest = z.object({
  conversationId: id,
  body: z.string(),
  /** The sender's own name for the message. */
  clientId: z.string().regex(/^[^\p{Cc}]{1,64}$/u, "1 to 64 characters, no control characters"),
  pasted: flag.optional(),
});
export const typingRequest = z.object({ conversationId: id, on: flag });
export const guessRequest = z.object({
  seat: seatLabel,
  pAi: share.describe("probability that the seat is an AI"),
  confidence: share.optional(),
  reason: prose(1000).optional(),
  /** Messages that gave the partner away; a form repeats the field. */
  tells: z.union([z.array(id).max(50), id.transform((only) => [only])]).optional(),
});
export const surveyRequest = z.object({
  playedAsSelf: flag.optional(),
  knewPartner: flag.optional(),
});
/** One line, cleaned as messages are; null where nothing is left. */
const note = (max: number) =>
  z
    .string()
    .transform((text) => utter(text).body)
    .refine((text) => lengthOf(text) <= max, `at most ${max} characters`)
    .optional()
    .transform((text) => (text === undefined || text === "" ? null : text));
export const reportRequest = z.object({
  seat: seatLabel,
  /** The round in which the seat had that letter; the newest where none is said. */
  round: z
    .union([
      z.int().min(1),
      z
        .string()
        .regex(/^[1-9]\d?$/)
        .transform(Number),
    ])
    .optional(),
  category: z.enum(REPORT_CATEGORIES),
  note: note(1000),
  leave: flag.optional(),
});
export const leaderboardQuery = z.object({
  window: z
    .enum(["day", "week", "all", ""])
    .default("all")
    .transform((window) => window || "all"),
  ruleset: emptyOr(slug),
  cursor: emptyOr(z.string().regex(/^[\w-]{1,200}$/, "not a cursor of this board")),
});
export const boardSchema = z.enum(["detectives", "witnesses", "personas"]);
export type Board = z.infer<typeof boardSchema>;
export type BoardWindow = z.infer<typeof leaderboardQuery>["window"];

export const errorReply = z.object({
  error: z.object({
    code: z.string().regex(/^[a-z]+\/[a-z-]+$/),
    message: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
    matchId: id.optional(),
  }),
});

export const sessionReply = z.object({ player: z.object({ id, handle: z.string() }) });

/** The browsers in which a player is known. */
export const sessionsReply = z.object({
  sessions: z.array(
    z.object({
      id,
      /** Name and system of the browser, by its own word. */
      browser: z.string(),
      begunAt: instant,
      /** To the hour. */
      seenAt: instant,
      /** Whether it is the one that asks. */
      current: z.boolean(),
    }),
  ),
});

export const rulesetsReply = z.object({ rulesets: z.array(publicRulesetSchema) });

export const lobbyReply = z.object({ ticket: id, nextWaveAt: instant });

const messageSchema = z.object({
  id,
  seat: seatLabel,
  body: z.string(),
  at: instant,
  /** Shown to the sender only. */
  clientId: z.string().optional(),
});
export type MessageView = z.infer<typeof messageSchema>;
export const messageReply = z.object({ message: messageSchema });

const phase = z.enum(["chatting", "guessing", "revealed", "voided"]);
const role = z.enum(["interrogator", "witness", "both"]);

const revealSchema = z.object({
  seats: z.array(
    z.object({ seat: seatLabel, round: z.int(), kind: z.enum(["human", "ai"]), name: z.string() }),
  ),
  guesses: z.array(
    z.object({
      by: seatLabel,
      seat: seatLabel,
      round: z.int(),
      pAi: z.number(),
      /** Null for a draw, exactly one half. */
      correct: z.boolean().nullable(),
    }),
  ),
  points: z.array(
    z.object({
      seat: seatLabel,
      round: z.int(),
      as: z.enum(["detective", "witness"]),
      points: z.number(),
    }),
  ),
  rated: z.boolean(),
  /** Why the match was not rated; `rated` where it was. */
  ratedReason: z.string(),
  rating: z.object({ before: z.number(), after: z.number() }),
  /** Which of one's ratings `rating` shows: skill as detective, or humanness as witness. */
  ratingOf: z.enum(["skill", "humanness"]),
  endReason: z.enum(["time", "guessed", "silence", "abandoned", "voided"]),
  seed: z.string().describe("the match's seed, 128 bits in hexadecimal"),
});
export type RevealView = z.infer<typeof revealSchema>;

export const matchReply = z.object({
  id,
  ruleset: publicRulesetSchema,
  phase,
  round: z.int(),
  rounds: z.int(),
  now: instant,
  deadlineAt: instant.nullable(),
  canGuess: z.boolean(),
  /** When a guess becomes possible by the other side's silence; null where it will not, or already is. */
  canGuessAt: instant.nullable(),
  you: z.object({ seat: seatLabel, role, left: z.boolean() }),
  seats: z.array(z.object({ seat: seatLabel, label: z.string(), role })),
  conversations: z.array(
    z.object({
      id,
      round: z.int(),
      seats: z.array(seatLabel),
      messages: z.array(messageSchema),
      yourTurn: z.boolean(),
      turnDeadlineAt: instant.nullable(),
    }),
  ),
  guesses: z.array(z.object({ seat: seatLabel, round: z.int(), pAi: z.number() })),
  reveal: revealSchema.nullable(),
  held: z
    .literal(true)
    .optional()
    .describe("the match of a study: its reveal comes after the participant's last match"),
});
export type MatchView = z.infer<typeof matchReply>;

export const guessReply = z.object({
  guess: z.object({ seat: seatLabel, round: z.int(), pAi: z.number() }),
});

export const reportReply = z.object({ report: z.object({ id }) });

/** Every frame of `GET /api/v1/matches/:matchId/events`, by event name. */
export const matchFrames = {
  view: matchReply,
  message: z.object({ conversationId: id, round: z.int(), message: messageSchema }),
  turn: z.object({
    conversationId: id,
    seat: seatLabel.nullable(),
    deadlineAt: instant.nullable(),
  }),
  typing: z.object({ conversationId: id, seat: seatLabel, on: z.boolean() }),
  phase: z.object({ phase, round: z.int(), deadlineAt: instant.nullable() }),
  /** Null while a study holds it back. */
  reveal: z.object({ reveal: revealSchema.nullable() }),
};

/** Every frame of `GET /api/v1/lobby/events`, by event name. */
export const lobbyFrames = {
  waiting: z.object({
    nextWaveAt: instant,
    ruleset: z.string(),
    /** A ruleset that would seat at once, offered after a long wait. */
    offer: z.string().nullable(),
  }),
  seated: z.object({ matchId: id }),
  ended: z.object({ reason: z.enum(["nobody-else", "left", "not-heard"]) }),
};

export const leaderboardReply = z.object({
  entries: z.array(
    z.object({
      /** 1 + the entries whose lower bound beats this one's upper bound. */
      rank: z.int(),
      name: z.string(),
      guest: z.boolean(),
      rating: z.number(),
      ratingDeviation: z.number(),
      games: z.int(),
      correct: z.int(),
      rate: z.number(),
      rateLow: z.number(),
      rateHigh: z.number(),
    }),
  ),
  nextCursor: z.string().nullable(),
  /** What an entry needs to be listed. */
  minGames: z.int(),
  minPartners: z.int(),
});
export type LeaderboardPage = z.infer<typeof leaderboardReply>;
