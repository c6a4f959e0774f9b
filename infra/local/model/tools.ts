import { type Draw } from "./draw.ts";
import { type Meaning, meaningsOf, spelledOut } from "./intents/table.ts";
import { alike, spokenTime } from "./lines.ts";
import type { Chat } from "./chat.ts";
import { isQuestion } from "./memory.ts";
import type { ChatMessage, ChatRequest, WantedTool } from "./protocol.ts";
import { sumIn } from "./sums.ts";

/** The tool that a persona turns to for what it was just told or asked; null for none. */
export function wantedTool(chat: Chat, tools: ChatRequest["tools"]): WantedTool | null {
  const offered = new Set((tools ?? []).map((tool) => tool.function.name));
  const wanted = chat.latest.length > 0 ? toolFor(chat.latest.join("\n")) : null;
  return wanted && offered.has(wanted.name) ? wanted : null;
}

function toolFor(said: string): WantedTool | null {
  const use = (name: string, input: object) => ({ name, arguments: JSON.stringify(input) });
  const sum = sumIn(said);
  if (sum) return use("arithmetic", { expression: sum });
  const meanings = meaningsOf(said);
  const names = new Set(meanings.map(({ intent }) => intent.name));
  const inDays = daysAway(said);
  if (names.has("date") || (inDays !== 0 && /\b(what|which) (day|date)\b/.test(spelledOut(said))))
    return use("calendar", { inDays });
  if (names.has("clock")) return use("clock", {});
  const topic = topicOf(said, meanings);
  return topic === "" ? null : use("recall", { topic });
}

function daysAway(said: string): number {
  if (/\byesterday\b/i.test(said)) return -1;
  return /\btomorrow\b/i.test(said) ? 1 : 0;
}

/** Intents that leave room for what somebody knows; the rest the sheet answers. */
const OPEN = new Set([
  "like",
  "their-like",
  "work-more",
  "place-more",
  "more",
  "favourite",
  "sport",
]);

/** What is asked for that the persona may know something about; empty where nothing is. */
function topicOf(said: string, meanings: readonly Meaning[]): string {
  const [first] = meanings;
  if (first ? !OPEN.has(first.intent.name) : !isQuestion(said)) return "";
  return (spelledOut(said).match(/[\p{L}']{2,}/gu) ?? [])
    .filter((word) => !IDLE.has(word))
    .join(" ");
}

const IDLE = new Set(
  "a about all am an and any are at be been but by can could did do does doing don't ever favourite favorite for from get good had has have he how i i'm if in into is it it's know like love enjoy hate many me more much my never not of ok on or our really she should so some that that's the their them then there they thing think this to too up us was we were what what's when where which who why will with would yes you you're your best job work".split(
    " ",
  ),
);

/** What came of a tool, where its message is the last. */
export interface Finding {
  tool: string;
  result: Readonly<Record<string, unknown>>;
}

export function findingIn(messages: readonly ChatMessage[]): Finding | null {
  const last = messages.at(-1);
  if (last?.role !== "tool") return null;
  const calls = messages.flatMap((message) =>
    message.role === "assistant" ? (message.tool_calls ?? []) : [],
  );
  const call = calls.findLast(({ id }) => id === last.tool_call_id);
  return { tool: call?.function.name ?? "", result: readResult(last.content) };
}

function readResult(text: string): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === "object" && json !== null
      ? Object.fromEntries(Object.entries(json))
      : {};
  } catch {
    return {};
  }
}

/** What the persona makes of a finding, in words; empty where it is none the wiser. */
export function toldBy({ tool, result }: Finding, chat: Chat, draw: Draw): string {
  const text = (key: string) => (typeof result[key] === "string" ? result[key] : "");
  if (tool === "clock") return aboutClock(text("local"), chat, draw);
  if (tool === "calendar")
    return text("date")
      .replace(/ \d{4}$/, "")
      .toLowerCase();
  if (tool === "arithmetic") return aboutSum(text("answer"), draw);
  const remembered = Array.isArray(result.remembered) ? result.remembered : [];
  const fresh = remembered.filter(
    (entry): entry is string =>
      typeof entry === "string" && !chat.own.some((own) => alike(own, entry)),
  );
  return fresh[0] ?? "";
}

function aboutClock(local: string, { latest }: Chat, draw: Draw): string {
  const time = spokenTime(local, draw);
  const day = local.split(" ")[0] ?? "";
  if (/\bday\b/i.test(latest.join(" "))) return day;
  return draw.pick([`${time} here`, `it's ${time}`, time]) ?? time;
}

function aboutSum(answer: string, draw: Draw): string {
  if (!/^(about )?-?\d/.test(answer))
    return draw.pick(["no chance without a calculator", "too hard, next", "maths? now?"]) ?? "";
  return draw.pick([answer, `${answer}?`, `um, ${answer}`, `${answer} i think`]) ?? answer;
}
