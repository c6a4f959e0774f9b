import type { Chat } from "./chat.ts";
import { type Draw, drawFrom, seedOf } from "./draw.ts";
import type { Sheet } from "./sheet.ts";

/** A filled line that the persona has not said yet; empty when none is left. */
export function freshLine(
  lines: readonly string[],
  { chat, sheet, draw }: { chat: Chat; sheet: Sheet; draw: Draw },
  heard = "",
): string {
  const filled = lines.flatMap((line) => fill(line, sheet, heard, draw) ?? []);
  const unsaid = filled.filter((line) => !chat.own.some((own) => alike(own, line)));
  const short = unsaid.filter((line) => line.length <= sheet.limit);
  return draw.pick(short.length > 0 ? short : unsaid) ?? "";
}

/** Null when the persona has nothing to put in. */
function fill(line: string, sheet: Sheet, heard: string, draw: Draw): string | null {
  const { facts, manner, now } = sheet;
  const made: Record<string, string> = { heard, time: spokenTime(now, draw), ...whims(sheet) };
  const valueOf = (key: string) => made[key] ?? facts[key] ?? draw.pick(manner[key] ?? []) ?? "";
  const keys = [...line.matchAll(/\{(\w+)\}/g)].map(([, key = ""]) => key);
  const values = keys.map((key) => valueOf(key));
  if (values.includes("")) return null;
  return values.reduce((text, value, index) => {
    const key = `{${keys[index] ?? ""}}`;
    // A whole sentence keeps its stop, a part of one gives it up.
    const part = text.trim() === key ? value : value.replace(/[.!]$/, "");
    return text.replace(key, () => part);
  }, line);
}

/** Tastes that no sheet names, the same whenever they are asked for. */
function whims({ facts }: Sheet): Record<string, string> {
  const draw = drawFrom(seedOf(`${facts.name ?? ""}${facts.town ?? ""}${facts.job ?? ""}`));
  return {
    colour: draw.pick(["green", "dark blue", "yellow", "red", "that grey-blue"]) ?? "",
    number: draw.pick(["7", "17", "4", "23", "8"]) ?? "",
  };
}

/** A clock's time as people say it. */
export function spokenTime(now: string, draw: Draw): string {
  const [clock = "", hour = "", minute = ""] = /(\d\d):(\d\d)/.exec(now) ?? [];
  if (clock === "") return "";
  const twelve = String(((Number(hour) + 11) % 12) + 1);
  const half = Number(hour) < 12 ? "am" : "pm";
  const rough = Number(minute) < 8 ? `just after ${twelve}` : `${twelve}.${minute}`;
  return draw.pick([clock, `${twelve}:${minute} ${half}`, `${rough} ${half}`]) ?? clock;
}

/** Whether two lines share most of their words; short ones only when they are the same. */
export function alike(a: string, b: string): boolean {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\d']+/gu) ?? []);
  const [first, second] = [words(a), words(b)];
  const shared = [...first].filter((word) => second.has(word)).length;
  const [least, most] = [Math.min(first.size, second.size), Math.max(first.size, second.size)];
  if (least === 0) return a.trim() === b.trim();
  return least < 3 ? shared === most : shared >= 0.7 * least;
}
