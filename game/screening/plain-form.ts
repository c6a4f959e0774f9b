/** Letters of other scripts that look like Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ а: "a", в: "b", с: "c", е: "e", ё: "e", н: "h", і: "i", ї: "i", ј: "j", к: "k", м: "m" },
  ...{ о: "o", р: "p", ѕ: "s", т: "t", у: "y", х: "x", ԁ: "d", ɡ: "g", ո: "n", ս: "u", ı: "i" },
  ...{ α: "a", ε: "e", ι: "i", κ: "k", ν: "v", ο: "o", ρ: "p", τ: "t", υ: "u", χ: "x" },
};
const LEET: Readonly<Record<string, string>> = {
  ...{ "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g" },
  ...{ "@": "a", $: "s", "!": "i", "|": "i", "+": "t" },
};

const ASCII = /^[\0-\x7F]*$/;
const SIGNS = /[\d@$!|+]/;
/** "1 will" is no number. */
const LONE_ONE = /\b1 (?=(?:am|will|shall|want|wanna|hope|swear)\b)/g;
const MARKS = /\p{M}/gu;
const WORD = /[^\s]+/gu;
/** Single characters apart by one and the same kind of gap: "n i c e", "n.i.c.e". */
const SPACED =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}@$!](?:[ .\-_*,/]{1,3}[\p{L}\p{N}@$!](?![\p{L}\p{N}])){2,}/gu;

/** A text as it is read, whatever it was typed with. */
export interface PlainForm {
  /** Compatibility forms resolved, lower case, accents off; digits stay digits. */
  text: string;
  /** The same with digits and signs inside words read as letters. */
  words: string;
  /** Words that were typed with a gap after every letter, without the gaps. */
  joined: readonly string[];
}

/** Full-width, accented, look-alike, leet and spaced-out letters as the letters they stand for. */
export function plainForm(body: string): PlainForm {
  const lower = body.normalize("NFKD").replace(MARKS, "").toLowerCase();
  const text = ASCII.test(lower) ? lower : lower.replace(WORD, latin).replace(/[’‘ʼ´]/g, "'");
  const joined = [...text.matchAll(SPACED)].flatMap(([run]) => readingsOf(run));
  return {
    text,
    words: SIGNS.test(text) ? text.replace(WORD, unleet).replace(LONE_ONE, "i ") : text,
    joined,
  };
}

/** With the words that may stand before it, "a n.i.c.e thing", and without. */
function readingsOf(run: string): string[] {
  const parts = run.split(" ").filter((part) => part.length > 2);
  return [run, run.replace(/^[aiu] /, ""), ...parts].map((part) =>
    unleet(part.replace(/[ .\-_*,/]/g, "")),
  );
}

/** Only words that may be meant as Latin ones: Russian stays Russian. */
function latin(word: string): string {
  const read = Array.from(word, (sign) => LOOKALIKES[sign] ?? sign).join("");
  return /[a-z]/.test(word) || /^[\0-\x7F]*$/.test(read) ? read : word;
}

/** Numbers, sums, prices and times hold no letters, and are left as they are. */
function unleet(word: string): string {
  const inner = word.replace(/[!.,?]+$/, "");
  if (!/\p{L}/u.test(inner)) return word;
  return Array.from(inner, (sign) => LEET[sign] ?? sign).join("") + word.slice(inner.length);
}
