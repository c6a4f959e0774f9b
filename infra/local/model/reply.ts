import { answerTo } from "./answers.ts";
import { askedBack, backTo } from "./asking.ts";
import type { Chat } from "./chat.ts";
import type { Draw } from "./draw.ts";
import { SMALL_TALK } from "./intents/manners.ts";
import {
  AGAIN,
  ANSWERED,
  NUDGES,
  OPENERS,
  REACTIONS,
  SHARED,
  SHRUGS,
  YES_OR_NO,
} from "./intents/open.ts";
import { meaningsOf, spelledOut, unmetIn } from "./intents/table.ts";
import { freshLine } from "./lines.ts";
import { answers, bareAnswer, isQuestion, remember } from "./memory.ts";
import type { Mind } from "./mind.ts";
import type { Sheet } from "./sheet.ts";
import { answerSum } from "./sums.ts";
import { named, speak } from "./voice.ts";

/** A message, and what may follow it as a second one. */
export interface Reply {
  text: string;
  then: string;
}

/** What the persona says next in this chat; `found` is what a tool has brought to mind. */
export function replyTo(chat: Chat, sheet: Sheet, draw: Draw, found = ""): Reply {
  const mind: Mind = { chat, sheet, draw, memory: remember(chat) };
  const { text, then } = found ? { text: found, then: askedBack(mind) } : think(mind);
  const said = speak(text || lastResort(mind), sheet, draw);
  const added = then && speak(then, sheet, draw);
  if (!roomFor(said, sheet)) return { text: brief(said, sheet, draw), then: "" };
  if (sheet.mayAdd || !added) return { text: said, then: added };
  return { text: together(said, added, roomOf(sheet)), then: "" };
}

function think(mind: Mind): Reply {
  const { chat, draw, sheet } = mind;
  if (chat.latest.length === 0) return { text: unprompted(mind), then: "" };
  const latest = chat.latest.join("\n");
  const sum = answerSum(latest, draw);
  if (sum) return { text: sum, then: "" };
  const meanings = meaningsOf(latest);
  const telling = meanings.filter(({ intent }) => !SMALL_TALK.includes(intent));
  const [first, second] = telling.length > 0 ? telling : meanings;
  const open = telling.length === 0 ? unmetIn(latest).find(isQuestion) : undefined;
  if (!first || open) return heardOut(mind, open ?? latest);
  if (second && PLEASANTRIES.has(first.intent.name) && draw.chance(0.6))
    return { text: answerTo(second, mind), then: "" };
  const answer = answerTo(first, mind);
  if (second) return { text: together(answer, answerTo(second, mind), roomOf(sheet)), then: "" };
  return { text: answer, then: answer.includes("?") ? "" : backTo(first, mind) };
}

/** Said on the way to something else. */
const PLEASANTRIES = new Set(["their-mood", "thanks", "their-age", "sorry"]);

/** With nothing to answer: the first words, or a word into the silence. */
function unprompted(mind: Mind): string {
  const { chat, sheet, draw } = mind;
  const { nudge = [], ask = [] } = sheet.sayings;
  if (chat.own.length > 0)
    return freshLine(nudge, mind) || freshLine(draw.chance(0.5) ? NUDGES : ask, mind);
  return freshLine(draw.chance(0.8) ? OPENERS : [...ask, ...OPENERS], mind);
}

/** A reaction to what no intent covers: an answer to one's own question, a question, a remark. */
function heardOut(mind: Mind, latest: string): Reply {
  const { memory, sheet, draw } = mind;
  const { react = [], shrug = [] } = sheet.sayings;
  if (isQuestion(latest)) {
    const plain = /^(do|does|did|are|is|can|could|would|will|have|has|should)\b/;
    const lines = plain.test(spelledOut(latest)) && draw.chance(0.5) ? YES_OR_NO : shrug;
    return { text: freshLine(lines, mind) || freshLine([...shrug, ...SHRUGS], mind), then: "" };
  }
  const heard = bareAnswer(latest);
  const about = memory.pending || (memory.heard.at(-1)?.intent.name ?? "");
  const answered = heard === "" || !answers(latest, about) ? [] : (ANSWERED[about] ?? []);
  const text =
    (draw.chance(0.7) ? freshLine(answered, mind, named(heard, about, sheet)) : "") ||
    freshLine(react, mind) ||
    freshLine([...answered, ...REACTIONS], mind, named(heard, about, sheet));
  if (text.includes("?")) return { text, then: "" };
  const shown = memory.heard.some(({ intent }) => intent.name === about);
  const shared = !shown && draw.chance(0.4) ? freshLine(SHARED[about] ?? [], mind) : "";
  return { text, then: shared || askedBack(mind) };
}

/** A word or two, where every line has been said. */
function lastResort(mind: Mind): string {
  const { react = [], shrug = [] } = mind.sheet.sayings;
  return (
    freshLine([...react, ...shrug], mind) ||
    freshLine([...REACTIONS, ...SHRUGS, ...AGAIN], mind) ||
    freshLine(
      ["anyway", "so", "mm", "ok then", "right", "well", "hm", "so yeah", "you know"],
      mind,
    ) ||
    "hm"
  );
}

/** Two thoughts in one message, where there is room for both. */
function together(first: string, second: string, room: number): string {
  if (!second || !first) return first || second;
  const stopped = /[.!?…]$/.test(first);
  const going = lowered(second);
  const light = second.length <= 14 && !first.includes(",") && !/^\p{Lu}/u.test(going);
  const both = stopped
    ? `${first} ${second}`
    : light
      ? `${first}, ${going}`
      : `${first}. ${second}`;
  return both.length <= room ? both : first;
}

/** A question as it goes on after a comma. */
const lowered = (text: string) =>
  text.replace(/^(What|How|Where|Who|Why|And|You|Yours|Any|Do|Is|Are)\b/, (word) =>
    word.toLowerCase(),
  );

/** Characters that this persona is ready to type at once. */
function roomOf({ style, limit }: Sheet): number {
  return Math.min(
    limit,
    style.includes("short answers") ? 70 : style.includes("talkative") ? 160 : 110,
  );
}

function roomFor(text: string, { limit }: Sheet): boolean {
  return Array.from(text).length <= limit;
}

/** A word instead of a line that would break off; cut only where there is not even room for that. */
function brief(text: string, sheet: Sheet, draw: Draw): string {
  const { laugh = [], yes = [], filler = [] } = sheet.manner;
  const words = [...laugh, ...yes, ...filler, "hm"].map((word) => speak(word, sheet, draw));
  const short = draw.pick(words.filter((word) => roomFor(word, sheet)));
  return short ?? Array.from(text).slice(0, sheet.limit).join("");
}
