import type { Chat } from "./chat.ts";
import type { Draw } from "./draw.ts";

interface Sign {
  test: RegExp;
  /** Added to the log-odds of an AI for the share of messages that show it. */
  weight: number;
  reason: string;
}

const SIGNS: readonly Sign[] = [
  {
    test: /\b(as an ai|language model|how can i (help|assist)|happy to help)\b/i,
    weight: 6,
    reason: "sounded like an assistant",
  },
  { test: /^[A-Z].*[.!?]$/s, weight: 0.9, reason: "every sentence was too tidy" },
  { test: /.{90,}/s, weight: 1, reason: "long answers for a quick chat" },
  { test: /^[^A-Z]*$/, weight: -0.7, reason: "typed like a person on a phone" },
  { test: /\b(lol|lmao|haha|wtf|idk|u|ur|omg)\b/i, weight: -0.9, reason: "the slang felt real" },
  { test: /\b(bot|ai|robot|human)\b/i, weight: -0.4, reason: "was busy finding me out" },
];

/** A guess about the partner from the transcript, as unsure as people are. */
export function judge({ partner }: Chat, draw: Draw): { pAi: number; reason: string } {
  if (partner.length === 0) return { pAi: round(0.4 + 0.2 * draw.next()), reason: "said nothing" };
  const seen = SIGNS.map((sign) => {
    const share = partner.filter((text) => sign.test.test(text)).length / partner.length;
    return { ...sign, pull: share * sign.weight };
  });
  const odds = seen.reduce((sum, { pull }) => sum + pull, 0) + 1.6 * (draw.next() - 0.5);
  const strongest = seen.toSorted((a, b) => Math.abs(b.pull) - Math.abs(a.pull)).at(0);
  const telling = strongest && Math.abs(strongest.pull) > 0.2;
  return {
    pAi: round(1 / (1 + Math.exp(-odds))),
    reason: telling ? strongest.reason : "just a feeling",
  };
}

const round = (pAi: number) => Math.min(0.95, Math.max(0.05, Math.round(pAi * 100) / 100));
