/** What a system prompt says of the persona and the chat, in its plain `- key: value` lines. */
export interface Sheet {
  facts: Readonly<Record<string, string>>;
  style: readonly string[];
  /** The persona's own ways of greeting, laughing, agreeing and the like. */
  manner: Readonly<Record<string, readonly string[]>>;
  /** Characters a message may have. */
  limit: number;
}

const LINE = /^- ([a-z]+): (.+)$/gm;
const MANNERS = new Set(["greeting", "laugh", "yes", "no", "filler"]);
const PLAIN_MANNER = {
  greeting: ["hey", "hi"],
  laugh: ["haha"],
  yes: ["yeah"],
  no: ["no"],
  filler: ["honestly"],
};

export function readSheet(system: string): Sheet {
  const lines = [...system.matchAll(LINE)].map(([, key = "", value = ""]) => [key, value] as const);
  const entry = (wanted: string) => lines.find(([key]) => key === wanted)?.[1] ?? "";
  const manner = lines
    .filter(([key]) => MANNERS.has(key))
    .map(([key, value]) => [key, value.split("|").map((way) => way.trim())] as const);
  return {
    facts: factsOf(lines.filter(([key]) => !MANNERS.has(key) && key !== "style")),
    style: entry("style")
      .split(";")
      .map((word) => word.trim()),
    manner: { ...PLAIN_MANNER, ...Object.fromEntries(manner) },
    limit: Number(/\d+/.exec(entry("limit"))?.[0] ?? 200),
  };
}

function factsOf(lines: readonly (readonly [string, string])[]): Record<string, string> {
  const facts = Object.fromEntries(lines);
  // A line that boasts of a pet must not be filled with "no pets".
  const { pet, ...others } = facts;
  if (pet === undefined) return others;
  return /^no\b/i.test(pet) ? { ...others, petless: pet } : facts;
}
