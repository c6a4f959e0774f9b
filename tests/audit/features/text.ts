import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { deviation, mean, most } from "./sums.ts";

const classes = (bodies: readonly string[], kinds: Record<string, RegExp>): Features => {
  const text = bodies.join("");
  const signs = Array.from(text).length;
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      signs === 0 ? null : Array.from(text.matchAll(kind)).length / signs,
    ]),
  );
};

const theirs = ({ messages }: MatchRecord) =>
  messages.filter((message) => message.theirs).map(({ body }) => body);

/** Bytes that no keyboard makes by itself: typographic and invisible signs, odd spaces. */
export function bytes(record: MatchRecord): Features {
  const bodies = theirs(record);
  return {
    ...classes(bodies, {
      "typographic signs": /[‘’“”„…–—−′″«»•]/gu,
      invisible: /[\p{Cf}\p{Cc}]/gu,
      "odd spaces": /[\p{Zs}--[ ]]/gv,
      "double spaces": / {2}/gu,
      "not composed": /\p{M}/gu,
    }),
    "spaces at the ends": mean(bodies.map((body) => (body === body.trim() ? 0 : 1))),
  };
}

/** What is a matter of words: shown, never judged. */
export function words(record: MatchRecord): Features {
  const bodies = theirs(record);
  const lengths = bodies.map((body) => Array.from(body).length);
  return {
    ...classes(bodies, {
      capitals: /\p{Lu}/gu,
      letters: /\p{L}/gu,
      "other letters than a to z": /[\p{L}--[A-Za-z]]/gv,
      digits: /\p{Nd}/gu,
      punctuation: /\p{P}/gu,
      questions: /\?/gu,
      emoji: /\p{Extended_Pictographic}/gu,
    }),
    "length, mean": mean(lengths),
    "length, deviation": deviation(lengths),
    "length, most": most(lengths),
  };
}
