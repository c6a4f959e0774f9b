import { always, flagColumn, sometimes } from "./column.ts";

const ASKED = "the experiment's questionnaire";

export const PARTICIPANTS = [
  always("participant_id", "id", "The person"),
  sometimes("consent_version", "text", "Version of the text that was agreed to"),
  sometimes("consented_at", "time", "When it was agreed to"),
  sometimes(
    "withdrawn_at",
    "time",
    "When consent was withdrawn; always empty, as who withdraws is in no export",
  ),
  sometimes("age_band", "text", "Answer to `age-band`, or to `age`", { source: ASKED }),
  sometimes("gender", "text", "Answer to `gender`", { source: ASKED }),
  sometimes("education", "text", "Answer to `education`", { source: ASKED }),
  sometimes("chatbot_use", "text", "Answer to `chatbot-use`", { source: ASKED }),
  sometimes("source", "text", "Where the person came from, as the link said"),
  sometimes("locale", "text", "The browser's language"),
  sometimes("device", "text", "The kind of device", { values: ["desktop", "mobile", "tablet"] }),
] as const;

export const ANSWERS = [
  always("participant_id", "id", "The person"),
  always("experiment", "text", "The experiment's code"),
  always("experiment_version", "integer", "The version that was taken part in"),
  always("question", "text", "The question's name"),
  sometimes("answer", "text", "What was chosen or written"),
  flagColumn,
] as const;

export const PERSONA_VERSIONS = [
  always("persona_version_id", "id", "An immutable description of an AI witness"),
  always("persona", "text", "The persona's codename"),
  always("version", "integer", "The version's number"),
  sometimes("provider", "text", "Who ran its model, by its newest generation in these matches"),
  sometimes("model", "text", "Its model; none where it needs none (ELIZA), or never asked one"),
  sometimes("provider_snapshot", "text", "What the provider said that it ran"),
  sometimes("temperature", "number", "Sampling temperature"),
  always("prompt_sha256", "text", "SHA-256 of the prompt, in hexadecimal"),
  sometimes(
    "prompt",
    "text",
    "The prompt; empty while the version is in rotation and for 30 days after its last match",
  ),
  always("timing_profile", "text", "How its delays are drawn, by the rulesets it played under"),
  always("timing_params", "text", "How its hands differ from that profile, as JSON"),
  always("tools", "text", "What it can look up, separated by spaces"),
  always("knowledge_sha256", "text", "SHA-256 of what it can recall, in hexadecimal"),
] as const;
