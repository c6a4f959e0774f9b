import { ENDINGS } from "../../game/experiment.ts";
import { type DesignForm, FIELD_PREFIX, placesIn } from "./design-places.ts";

const PLAIN = [
  ...["title", "question", "preregistration", "licence", "consent.version", "consent.text"],
  ...["unit", "matches", "target", "maxAiStreak", "waitSeconds", "debrief", "redirect"],
  ...["recruiterParams", ...ENDINGS.map((ending) => `codes.${ending}`)],
];
const ITEM =
  /^(questionnaire\.\d{1,2}\.(kind|name|text|options|expected|min|max|required)|arms\.\d\.(name|ruleset|aiShare|release|slotSeconds|weight|allocation|models|personas\.[a-z0-9-]{1,80}))$/;

/** The fields of a form that are a design's, by their own names; others are left out. */
export function formIn(fields: Readonly<Record<string, unknown>>): DesignForm {
  const entries = Object.entries(fields).flatMap(([sent, value]) => {
    const name = sent.startsWith(FIELD_PREFIX) ? sent.slice(FIELD_PREFIX.length) : "";
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    const known = PLAIN.includes(name) || ITEM.test(name);
    return known && typeof last === "string" ? [[name, readable(last)] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** Line ends as one character; what no database stores and nobody can see is left out. */
export function readable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\r\n", "\n")
    .replace(/[^\P{Cc}\n\t]/gu, "");
}

/** What a form says, for `designSchema` to judge: a number stays text where it is none. */
export function sourceOf(form: DesignForm): unknown {
  const text = (name: string) => form[name];
  return {
    ...Object.fromEntries(
      ["title", "question", "preregistration", "licence", "debrief", "unit"].map((name) => [
        name,
        text(name),
      ]),
    ),
    consent: { version: text("consent.version"), text: text("consent.text") },
    questionnaire: placesIn(form, "questionnaire").map((place) => questionOf(form, place)),
    arms: placesIn(form, "arms").map((place) => armOf(form, place)),
    matches: numberOf(text("matches")),
    target: numberOf(text("target")),
    maxAiStreak: numberOf(text("maxAiStreak")) ?? null,
    waitSeconds: numberOf(text("waitSeconds")),
    codes: Object.fromEntries(ENDINGS.map((ending) => [ending, text(`codes.${ending}`)?.trim()])),
    redirect: filled(text("redirect")),
    recruiterParams: (text("recruiterParams") ?? "").split(/[\s,]+/).filter(Boolean),
  };
}

function questionOf(form: DesignForm, place: number): unknown {
  const text = (name: string) => form[`questionnaire.${place}.${name}`];
  const kind = text("kind");
  const expected = text("expected")?.trim();
  return {
    kind,
    name: text("name")?.trim(),
    text: text("text"),
    required: text("required") === "true",
    ...(kind === "choice" ? { options: linesOf(text("options")) } : {}),
    ...(kind === "choice" && expected ? { expected } : {}),
    ...(kind === "number" ? { min: numberOf(text("min")), max: numberOf(text("max")) } : {}),
  };
}

function armOf(form: DesignForm, place: number): unknown {
  const text = (name: string) => form[`arms.${place}.${name}`];
  const [slug, version] = (text("ruleset") ?? "").split(" ");
  const percent = numberOf(text("aiShare"));
  const mix = mixOf(form, place);
  return {
    name: text("name")?.trim(),
    ruleset: { slug, version: numberOf(version) },
    aiShare: typeof percent === "number" ? percent / 100 : percent,
    release: text("release"),
    ...(text("release") === "matched" ? { slotSeconds: numberOf(text("slotSeconds")) } : {}),
    ...(mix ? { mix } : {}),
    weight: numberOf(text("weight")),
  };
}

/** Null where the ruleset's own mix plays. */
function mixOf(form: DesignForm, place: number): unknown {
  const prefix = `arms.${place}.personas.`;
  const personas = Object.entries(form).flatMap(([name, weight]) =>
    name.startsWith(prefix) && weight.trim() !== ""
      ? [[name.slice(prefix.length), numberOf(weight)] as const]
      : [],
  );
  const models = linesOf(form[`arms.${place}.models`]).map((line) => {
    const [, name = line, weight = "1"] = /^(\S+)\s+(\S+)$/.exec(line) ?? [];
    return [name, numberOf(weight)] as const;
  });
  const allocation = filled(form[`arms.${place}.allocation`]) ?? "weights";
  if (personas.length === 0 && models.length === 0 && allocation === "weights") return null;
  return {
    ...(personas.length > 0 ? { personas: Object.fromEntries(personas) } : {}),
    ...(models.length > 0 ? { models: Object.fromEntries(models) } : {}),
    allocation,
  };
}

function linesOf(text = ""): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A number where the text is one; nothing where it is empty. */
function numberOf(text = ""): number | string | undefined {
  const plain = text.trim();
  if (plain === "") return undefined;
  const number = Number(plain);
  return Number.isFinite(number) ? number : plain;
}

function filled(text = ""): string | null {
  return text.trim() === "" ? null : text.trim();
}
