import { SMALL_TALK } from "./intents/manners.ts";
import { TOPICS } from "./intents/open.ts";
import { type Meaning, meaningsOf } from "./intents/table.ts";
import { freshLine } from "./lines.ts";
import type { Mind } from "./mind.ts";
import { named } from "./voice.ts";

/** A question in return, about what is not known yet. */
export function backTo(meaning: Meaning, mind: Mind): string {
  const { memory, draw, sheet } = mind;
  const { intent } = meaning;
  const heard = named(meaning.heard, intent.tells ?? "", sheet);
  if (!draw.chance(curiosity(mind))) return "";
  const known = memory.told.has(intent.name) || memory.asked.has(intent.name);
  const back = known ? "" : freshLine(intent.back ?? [], mind, heard);
  return back || (SMALL_TALK.includes(intent) ? askedBack(mind) : "");
}

/** Something else to talk about, in the persona's own words where it has some. */
export function askedBack(mind: Mind): string {
  const { memory, sheet, draw } = mind;
  if (!draw.chance(curiosity(mind))) return "";
  const open = (question: string) =>
    meaningsOf(question).every(
      ({ intent }) => !memory.told.has(intent.name) && !memory.asked.has(intent.name),
    );
  const { ask = [] } = sheet.sayings;
  return freshLine(ask.filter(open), mind) || freshLine(TOPICS.filter(open), mind);
}

/** How likely the persona is to ask something now. */
function curiosity({ sheet, memory, chat }: Mind): number {
  if (sheet.questioned) return 0.08;
  const habit = sheet.style.includes("asks a lot") ? 0.6 : 0.4;
  const base = sheet.style.includes("asks little") ? 0.22 : habit;
  // Nobody asks with every message.
  return memory.pending === "" || chat.own.length < 2 ? base : base / 2;
}
