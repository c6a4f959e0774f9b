import type { MatchRecord } from "../record.ts";

/** A message of the partner that followed one of the auditor's. */
export interface Reply {
  /** Unscaled seconds between the two, by the server's clock. */
  seconds: number;
  characters: number;
  /** Unscaled seconds over what a person would take on average for its length. */
  ratio: number;
}

/** A neutral yardstick, neither the bots' formula nor the typists': seconds for a length. */
const expected = (characters: number) => 2.2 + 0.28 * characters;

export function repliesIn({ messages, scale }: MatchRecord): Reply[] {
  return messages.flatMap((message, index) => {
    const before = messages[index - 1];
    if (!before || !message.theirs || before.theirs) return [];
    const seconds = ((message.at - before.at) * scale) / 1000;
    const { characters } = message;
    return [{ seconds, characters, ratio: seconds / expected(characters) }];
  });
}
