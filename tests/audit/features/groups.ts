import type { Example } from "../learn/verdict.ts";
import type { MatchRecord } from "../record.ts";
import { answers } from "./answers.ts";
import { digits } from "./digits.ts";
import { dots } from "./dots.ts";
import { endings } from "./endings.ts";
import { frames } from "./frames.ts";
import { headerFlags } from "./headers.ts";
import { ids } from "./ids.ts";
import { latency } from "./latency.ts";
import { manners } from "./manners.ts";
import { placesOf, seating } from "./seating.ts";
import { spread } from "./spread.ts";
import { bytes, words } from "./text.ts";

/** Groups that are matters of words. */
export const SHOWN_ONLY = ["words"];

/** Everything but the words, in groups; the label is 1 for an AI. */
export function examplesOf(records: readonly MatchRecord[], only?: readonly string[]): Example[] {
  const flags = headerFlags(records);
  const places = placesOf(records);
  return records.map((record) => ({
    label: record.kind === "ai" ? 1 : 0,
    groups: chosen(only, {
      latency: latency(record),
      spread: spread(record),
      digits: digits(record),
      dots: dots(record),
      manners: manners(record),
      ids: ids(record),
      frames: frames(record),
      seating: seating(record, places.get(record) ?? 0.5),
      endings: endings(record),
      answers: answers(record),
      headers: flags.get(record) ?? {},
      bytes: bytes(record),
      words: words(record),
    }),
  }));
}

function chosen(only: readonly string[] | undefined, groups: Example["groups"]) {
  if (!only) return groups;
  return Object.fromEntries(Object.entries(groups).filter(([name]) => only.includes(name)));
}
