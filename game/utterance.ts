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
// What Unicode lets a font leave out, but for joiners and the emoji selector.
const INVISIBLE = /(?!\u200C|\u200D|\uFE0F)\p{Default_Ignorable_Code_Point}/gu;
// These two are kept only where they shape the text: the selector after a pictograph or in a
// keycap, a joiner between pictographs or after a letter of a script that needs it.
const IDLE_SELECTOR = /(?<![\p{Extended_Pictographic}0-9#*])\uFE0F|(?<=[0-9#*])\uFE0F(?!\u20E3)/gu;
const IDLE_JOINER =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Sinhala}])(?:\u200C|\u200D(?!(?<=[\p{Extended_Pictographic}\uFE0F\p{Emoji_Modifier}]\u200D)\p{Extended_Pictographic}))/gu;
const SPACES = /[\p{Zs}\t]+/gu;

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u2018\u2019\u201A\u201B\u2032\u02BC]/g, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, "-"],
  [/\u2026/g, "..."],
];

const HOST = String.raw`(?<!@[\p{L}\p{N}.-]*)(?<![\p{L}\p{N}-])(?:[\p{L}\p{N}-]+\.)+`;
const PAST = String.raw`(?![\p{L}\p{N}-])`;
// A full stop without a space after it is ordinary ("like it.me too"): a bare name is a link only
// where its ending is seldom a word, any name where an address goes on behind it.
const LINKS = [
  String.raw`\b[a-z][a-z0-9+.-]{1,15}:\/\/\S`,
  String.raw`\bwww\.[\p{L}\p{N}]`,
  String.raw`\bmailto:\S`,
  `${HOST}(?:com|net|org|io|dev|app|xyz|biz|tv|ru|cn|edu|gov)${PAST}`,
  `${HOST}(?:ac|co|com|gov|net|org)\\.[a-z]{2}${PAST}`,
  `${HOST}\\p{L}{2,}(?:\\/[\\p{L}\\p{N}]|:\\d)`,
].map((link) => new RegExp(link, "iu"));

/** Cleans a text: NFC, line breaks to spaces, control characters out, ends trimmed. */
export function utter(text: string): Utterance {
  // Composed last: a character taken out may have stood between a letter and its accent.
  const raw = text
    .replace(LINE_BREAKS, " ")
    .replace(/\t/g, " ")
    .replace(CONTROL, "")
    .normalize("NFC")
    .trim();
  const plain = PLAIN.reduce(
    (body, [variant, usual]) => body.replace(variant, usual),
    raw.replace(INVISIBLE, "").replace(IDLE_SELECTOR, "").replace(IDLE_JOINER, ""),
  );
  return { raw, body: plain.replace(SPACES, " ").normalize("NFC").trim() };
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
  if (Math.max(lengthOf(raw), lengthOf(body)) > ruleset.messageChars) return "message/too-long";
  if (holdsLink(body)) return "message/link";
  if (pasted && !ruleset.paste) return "message/pasted";
  return null;
}

function holdsLink(body: string): boolean {
  // As a browser reads an address: full-width letters and ideographic full stops too.
  const plain = body.normalize("NFKC").replaceAll("\u3002", ".");
  return LINKS.some((link) => link.test(plain));
}
