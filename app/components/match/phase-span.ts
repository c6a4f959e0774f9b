import type { MatchView } from "../../api/schemas.ts";

/**
 * The whole length of the phase in ms. A server that runs the rules faster shows its pace by the
 * silence that it asks for.
 */
export function phaseSpan({ phase, ruleset }: MatchView, silence: number | null): number {
  const pace = silence === null ? 1 : silence / (ruleset.silenceSeconds * 1000);
  const seconds = phase === "guessing" ? ruleset.guessSeconds : ruleset.chatSeconds;
  return seconds * 1000 * pace;
}
