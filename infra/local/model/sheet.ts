/** What a system prompt says of the persona and the chat, in its plain `- key: value` lines. */
export interface Sheet {
  facts: Readonly<Record<string, string>>;
  style: readonly string[];
  /** The persona's own ways of greeting, laughing, agreeing and the like. */
  manner: Readonly<Record<string, readonly string[]>>;
  /** The persona's own lines, by what they answer. */
  sayings: Readonly<Record<string, readonly string[]>>;
  /** Characters a message may have. */
  limit: number;
  /** Weekday and time where the persona is; empty where it is not told. */
  now: string;
  /** Whether it may be the one who is questioned only. */
  questioned: boolean;
  /** Whether a second message may follow. */
  mayAdd: boolean;
}

const HEADING = /^([A-Z][^:\n]*):$/;
const ENTRY = /^- ([a-z]+): (.+)$/;
const MANNERS = new Set(["greeting", "laugh", "yes", "no", "filler"]);
const PLAIN_MANNER = {
  greeting: ["hey", "hi"],
  laugh: ["haha"],
  yes: ["yeah"],
  no: ["no"],
  filler: ["honestly"],
};

export function readSheet(system: string): Sheet {
  const entries = entriesOf(system);
  const under = (heading: RegExp) => entries.filter((entry) => heading.test(entry.heading));
  const choices = (heading: RegExp) =>
    Object.fromEntries(under(heading).map(({ key, value }) => [key, choicesIn(value)]));
  const { style = [], ...manner } = choices(/^How you write/);
  const chat = Object.fromEntries(under(/^This chat/).map(({ key, value }) => [key, value]));
  return {
    facts: factsOf(Object.fromEntries(under(/^Facts/).map(({ key, value }) => [key, value]))),
    style: style.flatMap((words) => words.split(";").map((word) => word.trim())),
    manner: {
      ...PLAIN_MANNER,
      ...Object.fromEntries(Object.entries(manner).filter(([key]) => MANNERS.has(key))),
    },
    sayings: choices(/^What you say/),
    limit: Number(/at most (\d+) characters/.exec(system)?.[1] ?? 200),
    now: chat.now ?? "",
    questioned: (chat.part ?? "").includes("being questioned"),
    mayAdd: system.includes("short afterthought"),
  };
}

function entriesOf(system: string) {
  let heading = "";
  return system.split("\n").flatMap((line) => {
    heading = HEADING.exec(line)?.[1] ?? (line === "" ? "" : heading);
    const [, key = "", value = ""] = ENTRY.exec(line) ?? [];
    return key === "" ? [] : [{ heading, key, value }];
  });
}

const choicesIn = (value: string) => value.split("|").map((choice) => choice.trim());

function factsOf(facts: Record<string, string>): Record<string, string> {
  // A line that boasts of a pet must not be filled with "no pets".
  const { pet, ...others } = facts;
  if (pet === undefined) return others;
  return /^no\b/i.test(pet) ? { ...others, petless: pet } : facts;
}
