import { always, EXCLUSION, sometimes } from "./column.ts";

export const MATCHES = [
  always("match_id", "id", "The match"),
  always("ruleset", "text", "The protocol's slug; of an experiment's match, the one its arm names"),
  always("ruleset_version", "integer", "The protocol's version"),
  sometimes("experiment", "text", "The experiment's code; none in public play"),
  sometimes("experiment_version", "integer", "Version of the experiment's design"),
  sometimes("arm", "text", "The condition, by its name in that version of the design"),
  always("created_at", "time", "When it opened"),
  always("finished_at", "time", "When it ended"),
  always("status", "text", "How it stands", { values: ["revealed", "voided"] }),
  always("end_reason", "text", "What ended it", {
    values: ["time", "guessed", "silence", "abandoned", "voided"],
  }),
  always("is_test", "boolean", "Played to try a draft out: never to be counted"),
  always("ai_share", "number", "Probability that a partner is drawn to be an AI", {
    unit: "probability",
  }),
  sometimes(
    "random_seed",
    "text",
    "128 bits in hexadecimal that its draws can be made again from; none where it was never revealed",
  ),
  always("release", "text", "When messages appear", { values: ["natural", "matched"] }),
  always("schema_version", "integer", "Version of these tables"),
  always("app_commit", "text", "Commit of the platform that made the export"),
  always("moderation_state", "text", "What moderators made of it", {
    values: ["none", "open", "closed", "voided"],
  }),
  ...EXCLUSION,
] as const;

export const ROUNDS = [
  always("round_id", "id", "The round"),
  always("match_id", "id", "Its match"),
  always("number", "integer", "Place in the match, from 1"),
  sometimes("prompt", "text", "What everybody was asked to answer; only at tables"),
  always("opened_at", "time", "When the chat opened"),
  sometimes("closed_at", "time", "When guessing ended"),
  sometimes("revealed_at", "time", "When the kinds were shown; none in a voided match"),
  ...EXCLUSION,
] as const;
