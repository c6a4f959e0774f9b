import type { Ruleset } from "./ruleset.ts";

/** A text as a seat sent it, and as it is delivered to everybody. */
export interface Utterance {
  /** As sent, after NFC and the removal of control characters. */
  raw: string;
  /** As delivered: invisible and typographic variants made plain, so that no keyboard or model is
   * known by its quotes and dashes. */
  body: string;
}

export type UtteranceRefusal =
  "message/empty" | "message/too-long" | "message/link" | "message/pasted";

const LINE_BREAKS = /\r\n|[\n\r\u2028\u2029\u0085]/g;
// Cc without the line breaks above, lone surrogates, private use and unassigned code points.
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}]/gu;
const INVISIBLE =
  /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;
// A joiner is kept only where it shapes the text: between pictographs or letters of scripts that need it.
const IDLE_JOINER =
  /(?<!\p{Extended_Pictographic}|\uFE0F|\p{Emoji_Modifier}|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Sinhala})[\u200C\u200D]/gu;
const SPACES = /[\p{Zs}\t]+/gu;

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032\u02BC]/g, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/\u2026/g, "..."],
];

const LINK =
  /\b[a-z][a-z0-9+.-]{1,15}:\/\/\S|\bwww\.\S|\bmailto:\S|(?<![\p{L}\p{N}@])(?:[a-z0-9-]+\.)+(?:com|net|org|io|ai|app|dev|gg|co|me|tv|xyz|info|biz|link|site|online|ly|eu|uk|de|fr|ru|cn|edu|gov)\b(?![\p{L}\p{N}])/iu;

/** Cleans a text: NFC, line breaks to spaces, control characters out, ends trimmed. */
export function utter(text: string): Utterance {
  const raw = text
    .normalize("NFC")
    .replace(LINE_BREAKS, " ")
    .replace(/\t/g, " ")
    .replace(CONTROL, "")
    .trim();
  const plain = PLAIN.reduce(
    (body, [variant, usual]) => body.replace(variant, usual),
    raw.replace(INVISIBLE, "").replace(IDLE_JOINER, ""),
  );
  return { raw, body: plain.replace(SPACES, " ").trim() };
}

/** A text's length as the limits count it: Unicode code points. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** Why a text may not be sent under a ruleset, or null. The same for every seat. */
export function refusalOf(
  { raw, body }: Utterance,
  ruleset: Pick<Ruleset, "messageChars" | "paste">,
  pasted = false,
): UtteranceRefusal | null {
  if (body === "") return "message/empty";
  if (lengthOf(raw) > ruleset.messageChars) return "message/too-long";
  if (LINK.test(body)) return "message/link";
  if (pasted && !ruleset.paste) return "message/pasted";
  return null;
}
