import type { RevealView } from "../../api/schemas.ts";

const REASONS: Readonly<Record<string, string>> = {
  voided: "it was voided",
  study: "it was part of a study",
  abandoned: "it was abandoned before anybody guessed",
  "too-few-players": "too few people were waiting when it began",
  "somebody-silent": "one side never wrote",
  "players-connected": "its players share an address or a device",
  staff: "somebody at it reviews matches here",
  "suspected-collusion": "its players seem to have played together",
  "met-recently": "its players met within the last seven days",
  "not-as-self": "somebody did not play as themselves",
  "knew-partner": "somebody knew their partner",
};

/** Whether the match counted for ratings, and why not. */
export function ratedSentence({
  rated,
  ratedReason,
}: Pick<RevealView, "rated" | "ratedReason">): string {
  if (rated) return "This match counted for ratings.";
  const reason = REASONS[ratedReason];
  return reason
    ? `This match did not count for ratings: ${reason}.`
    : "This match did not count for ratings.";
}

const ENDINGS: Record<RevealView["endReason"], string> = {
  time: "The time was up.",
  guessed: "Everybody had guessed.",
  silence: "Two turns in a row went unused.",
  abandoned: "It was abandoned.",
  voided: "It was voided.",
};

export function endingSentence({ endReason }: Pick<RevealView, "endReason">): string {
  return ENDINGS[endReason];
}
