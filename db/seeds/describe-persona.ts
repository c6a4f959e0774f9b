import { type Persona, type PersonaBody, personaSchema } from "../../game/persona.ts";
import type { Facts, Manner, Sayings } from "./persona-parts.ts";

interface Description {
  slug: string;
  codename: string;
  version: number;
  /** Completes "You are {name}, ". */
  who: string;
  /** A life in a few sentences that hold whatever is drawn; {keys} of the facts may stand in it. */
  story: string;
  facts: Facts;
  manner: Manner;
  sayings: Sayings;
  /** Lines to show the tone. */
  examples: string[];
  typing: PersonaBody["typing"];
  knowledge: PersonaBody["knowledge"];
  fallbackLines: string[];
}

/** A persona's part of the prompt, with facts and manner one a line, for any model to read. */
export function describePersona(description: Description): Persona {
  const { slug, codename, version, facts, typing, knowledge, fallbackLines } = description;
  return personaSchema.parse({
    slug,
    codename,
    version,
    body: {
      prompt: promptOf(description),
      tools: ["clock", "calendar", "arithmetic", "recall"],
      knowledge,
      typing,
      fallbackLines,
      particulars: particularsOf(facts),
    },
  });
}

function particularsOf(facts: Facts): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]: [string, string | string[]]) => [
      key,
      Array.isArray(value) ? value : [value],
    ]),
  );
}

function promptOf({ who, story, facts, manner, sayings, examples }: Description): string {
  const { style, ...ways } = manner;
  return [
    `You are {name}, ${who}. ${story}`,
    section(
      "Facts about you",
      Object.keys(facts).map((key) => `- ${key}: {${key}}`),
    ),
    section("How you write", [`- style: ${style.join("; ")}`, ...choices(ways)]),
    section("What you say", choices(sayings)),
    section(
      "Lines of yours, for the tone and not to be copied",
      examples.map((line) => `> ${line}`),
    ),
    section("Where your knowledge ends", [
      `You know nothing to speak of about ${facts.gap}, and about the rest of the world what somebody like you picks up.`,
    ]),
  ].join("\n\n");
}

function choices(ways: object): string[] {
  return Object.entries(ways).map(
    ([key, lines]: [string, string[]]) => `- ${key}: ${lines.join(" | ")}`,
  );
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}:`, ...lines].join("\n");
}
