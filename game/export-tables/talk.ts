import { always, EXCLUSION, flagColumn, sometimes } from "./column.ts";

const MS = { unit: "milliseconds" };

export const MESSAGES = [
  always("message_id", "id", "The message"),
  always("conversation_id", "id", "The conversation; seats write and read in it"),
  always("round_id", "id", "Its round"),
  always("seat_id", "id", "Who wrote it"),
  always("seq", "integer", "Place in the match's order of events"),
  sometimes("body", "text", "The text as it was delivered"),
  sometimes("n_char", "integer", "Its length; none where it was erased", {
    unit: "Unicode code points",
  }),
  always("sent_at", "time", "When it was sent; of an AI, when it was handed in"),
  sometimes("typing_started_at", "time", "When an AI's dots began; not recorded of people"),
  sometimes("generated_at", "time", "When an AI's text was there"),
  sometimes("delay_drawn_ms", "integer", "The delay that was drawn for an AI's message", MS),
  sometimes("scheduled_at", "time", "When an AI's message was due"),
  always("delivered_at", "time", "When it appeared"),
  sometimes("late_ms", "integer", "How long after it was due it appeared", MS),
  sometimes("fallback_used", "boolean", "Whether a ready-made line stood in for the model's"),
  always("pasted", "boolean", "Whether its writer pasted it"),
  always("hidden", "boolean", "Whether a moderator has hidden it"),
  flagColumn,
  ...EXCLUSION,
] as const;

export const GUESSES = [
  always("guess_id", "id", "The guess"),
  always("round_id", "id", "Its round"),
  always("by_seat_id", "id", "The detective's seat"),
  always(
    "about_seat_id",
    "id",
    "The witness's seat; in a hub the other witness gets the complement",
  ),
  always("p_ai", "number", "Stated probability that the witness is an AI", { unit: "probability" }),
  sometimes("verdict", "text", "p_ai cut at one half; none at exactly one half", {
    values: ["human", "ai"],
  }),
  sometimes("correct", "boolean", "Whether the verdict is right"),
  sometimes("confidence", "number", "Stated confidence", { unit: "0 to 1" }),
  sometimes("reason", "text", "Why, in the detective's words"),
  always("tells", "text", "Messages that gave the witness away: message_ids separated by spaces"),
  always("early", "boolean", "Made while the chat was open"),
  always("decision_ms", "integer", "Time to decide", MS),
  always("created_at", "time", "When it was made"),
  flagColumn,
  ...EXCLUSION,
] as const;

export const GENERATIONS = [
  always("generation_id", "id", "One call of a language model"),
  sometimes("message_id", "id", "The message that came of it; none for guesses and for lost calls"),
  always("persona_version_id", "id", "For whom it was asked"),
  always("requested_at", "time", "When it was asked"),
  always("latency_ms", "integer", "Until it answered or failed", MS),
  sometimes("prompt_tokens", "integer", "As the provider counts", { unit: "tokens" }),
  sometimes("completion_tokens", "integer", "As the provider counts", { unit: "tokens" }),
  sometimes("cost", "number", "By the price list", { unit: "US dollars" }),
  sometimes("finish_reason", "text", "Why the model stopped, by its provider's word"),
  always("attempt", "integer", "Counts the calls for one message or guess, from 1"),
  sometimes("error", "text", "What went wrong, as a short code"),
] as const;
