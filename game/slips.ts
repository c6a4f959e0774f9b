import type { Random } from "./random.ts";

type Kind = "neighbour" | "dropped" | "swapped" | "doubled";

/** How often each kind of slip is made, where it can be: assumption. */
const SHARES: Readonly<Record<Kind, number>> = {
  neighbour: 0.5,
  dropped: 0.25,
  swapped: 0.15,
  doubled: 0.1,
};
/** Probability that one wrong word is put right in a message of its own: assumption. */
const CORRECTED = 0.1;

/** Keys beside each other on the English keyboard. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  ...{ q: "wa", w: "qes", e: "wrd", r: "etf", t: "ryg", y: "tuh", u: "yij", i: "uok", o: "ipl" },
  ...{ p: "ol", a: "qsz", s: "awdx", d: "sefc", f: "drgv", g: "fthb", h: "gyjn", j: "hukm" },
  ...{ k: "jil", l: "kop", z: "asx", x: "zsdc", c: "xdfv", v: "cfgb", b: "vghn", n: "bhjm" },
  m: "njk",
};

const LETTER = /\p{L}/u;
/** Digits, addresses and links: who writes them looks twice. */
const WRITTEN_WITH_CARE = /\p{N}|[@/\\]|www\.|\p{L}\.\p{L}/iu;
const CORE = /\p{L}(?:.*\p{L})?/su;

/**
 * Typing errors as people leave them: neighbouring keys, letters dropped, doubled or swapped, at
 * ratePerCharacter in words of two letters and more without digits or links. Now and then one wrong
 * word comes again as `*word`. Neither text is longer than maxCharacters code points, unless the
 * given one is. Rates of people: Dhakal et al. 2018 .0117, Palin et al. 2019 .023 on mobiles.
 */
export function slip(
  text: string,
  ratePerCharacter: number,
  random: Random,
  maxCharacters = Infinity,
): { text: string; correction: string | null } {
  const wrong: string[] = [];
  let room = maxCharacters - Array.from(text).length;
  const words = text.split(/(\s+)/u).map((word) => {
    const typed = typeWord(word, ratePerCharacter, random, room);
    room -= Array.from(typed).length - Array.from(word).length;
    if (typed !== word) wrong.push(CORE.exec(word)?.[0] ?? word);
    return typed;
  });
  const corrects = wrong.length > 0 && random.chance(CORRECTED);
  const correction = corrects ? `*${random.pick(wrong)}` : null;
  const fits = correction !== null && Array.from(correction).length <= maxCharacters;
  return { text: words.join(""), correction: fits ? correction : null };
}

function typeWord(word: string, rate: number, random: Random, room: number): string {
  const signs = Array.from(word);
  if (signs.filter(isLetter).length < 2 || WRITTEN_WITH_CARE.test(word)) return word;
  const typed: string[] = [];
  for (let at = 0; at < signs.length; at++) {
    const [sign = "", next] = signs.slice(at, at + 2);
    if (!isLetter(sign) || !random.chance(rate)) {
      typed.push(sign);
      continue;
    }
    const hasRoom = signs.length - at + typed.length < signs.length + room;
    const kind = drawKind(sign, next, hasRoom, random);
    typed.push(...mistyped(kind, sign, next ?? "", random));
    if (kind === "swapped") at += 1;
  }
  return typed.some(isLetter) ? typed.join("") : word;
}

function drawKind(sign: string, next: string | undefined, hasRoom: boolean, random: Random): Kind {
  const possible: Record<Kind, boolean> = {
    neighbour: NEIGHBOURS[sign.toLowerCase()] !== undefined,
    dropped: true,
    swapped: next !== undefined && next !== sign && isLetter(next),
    doubled: hasRoom,
  };
  const kinds: Kind[] = ["neighbour", "dropped", "swapped", "doubled"];
  return random.weighted(
    kinds.filter((kind) => possible[kind]).map((item) => ({ item, weight: SHARES[item] })),
  );
}

/** What is typed in the place of a letter, or of two that are swapped. */
function mistyped(kind: Kind, sign: string, next: string, random: Random): string[] {
  switch (kind) {
    case "neighbour":
      return [neighbourOf(sign, random)];
    case "dropped":
      return [];
    case "swapped":
      return [next, sign];
    case "doubled":
      return [sign, sign];
  }
}

function neighbourOf(sign: string, random: Random): string {
  const small = sign.toLowerCase();
  const key = random.pick(Array.from(NEIGHBOURS[small] ?? small));
  return sign === small ? key : key.toUpperCase();
}

function isLetter(sign: string): boolean {
  return LETTER.test(sign);
}
