import { always, EXCLUSION, sometimes } from "./column.ts";

export const SEATS = [
  always("seat_id", "id", "A place in a round, and who sat there"),
  always("match_id", "id", "Its match"),
  always("round", "integer", "Number of its round, from 1"),
  always("seat", "text", "Its letter in the round", {
    values: ["A", "B", "C", "D", "E", "F", "G", "H"],
  }),
  always("role", "text", "What it does; `both` where each questions the other", {
    values: ["interrogator", "witness", "both"],
  }),
  always("kind", "text", "Who sat there", { values: ["human", "ai"] }),
  always("p_ai", "number", "Probability of an AI partner in the wave that seated the match", {
    unit: "probability",
  }),
  always("humans_eligible", "integer", "People who could be seated in that wave"),
  sometimes("rated", "boolean", "Whether the match counted for ratings"),
  sometimes("rated_reason", "text", "Why it did not; `rated` where it did"),
  sometimes("participant_id", "id", "The person, of a human seat"),
  sometimes("persona_version_id", "id", "The persona version, of an AI seat"),
  sometimes("lobby_wait_ms", "integer", "Wait in the lobby, of a human seat", {
    unit: "milliseconds",
  }),
  always("prior_games", "integer", "Matches that its occupant had played before"),
  always("prior_ai_streak", "integer", "AI partners in a row that its occupant had met before"),
  sometimes("disconnects", "integer", "Lost connections; not recorded, and so always empty"),
  sometimes("left_at", "time", "When its player left before the end"),
  sometimes("played_as_self", "boolean", "Answer after the match: played as oneself"),
  sometimes("knew_partner", "boolean", "Answer after the match: knew the other"),
  ...EXCLUSION,
] as const;
