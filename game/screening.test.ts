import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { findingsIn, screen } from "./screening.ts";
import { CLEAN, FLAGGED, UNFIT } from "./screening.test-support.ts";
import { utter } from "./utterance.ts";

const codeOf = (text: string) => screen(utter(text).body)?.code ?? null;

describe("what reaches the other side", () => {
  test.each(CLEAN)("%s", (text) => {
    expect(screen(utter(text).body)).toBeNull();
  });

  test("is seldom worth a moderator's look", () => {
    expect(CLEAN.filter((text) => findingsIn(utter(text).body).length > 0)).toEqual([]);
  });
});

describe("what reaches nobody", () => {
  test.each(UNFIT)("%s: %s", (code, text) => {
    expect(codeOf(text)).toBe(code);
  });
});

describe("what is sent and noted", () => {
  test.each(FLAGGED)("%s: %s", (kind, text) => {
    expect(codeOf(text)).toBeNull();
    expect(findingsIn(utter(text).body).map((found) => found.kind)).toContain(kind);
  });
});

test("what reaches nobody is noted by the same rule where it was said before the rule was", () => {
  for (const [, text] of UNFIT) {
    const { body } = utter(text);
    const { kind, rule } = screen(body) ?? {};
    expect(findingsIn(body)).toContainEqual({ kind, rule });
  }
});

const SLURS = ["nigger", "faggot", "kike", "wetback", "raghead", "gook"];
const THREATS = ["i will kill you", "kys", "i'm going to rape you", "i will find you and kill you"];
const LEET: Record<string, string> = { i: "1", e: "3", o: "0", a: "@", s: "$", t: "7" };
const LOOKALIKE: Record<string, string> = { a: "а", e: "е", o: "о", c: "с", i: "і", k: "к" };

const mapped = (table: Record<string, string>) => (text: string) =>
  Array.from(text, (letter) => table[letter] ?? letter).join("");
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.charCodeAt(0) + 0xfee0));
const DISGUISES: Record<string, (text: string) => string> = {
  "upper case": (text) => text.toUpperCase(),
  "full width": fullWidth,
  leet: mapped(LEET),
  "look-alikes": mapped(LOOKALIKE),
  accents: (text) => text.replace(/[aeiou]/g, "$&\u0301"),
  "invisible characters": (text) => Array.from(text).join("\u200B"),
  "held letters": (text) =>
    text.replace(/(?<![\w'])\w+/g, (word) => word + word.slice(-1).repeat(3)),
};
const SPACED: Record<string, (text: string) => string> = {
  spaces: (text) => Array.from(text).join(" "),
  dots: (text) => Array.from(text).join("."),
  hyphens: (text) => Array.from(text).join(" - "),
};
const disguises = (table: Record<string, (text: string) => string>) =>
  fc.constantFrom(...Object.values(table));
const around = fc.constantFrom(...["", "lol ", "so, ", "you are a ", "ok. "]);

property.prop([fc.constantFrom(...SLURS), disguises({ ...DISGUISES, ...SPACED }), around])(
  "a slur is one in every disguise",
  (slur, disguise, before) => {
    expect(codeOf(before + disguise(slur))).toBe("message/abusive");
  },
);

property.prop([fc.constantFrom(...THREATS), disguises(DISGUISES)])(
  "a threat is one in every disguise",
  (threat, disguise) => {
    expect(codeOf(disguise(threat))).toBe("message/abusive");
  },
);

test("a threat is one with every letter apart", () => {
  for (const apart of Object.values(SPACED))
    for (const threat of ["i will kill you", "kys"])
      expect(codeOf(apart(threat.replaceAll(" ", "")))).toBe("message/abusive");
});

const digits = (count: number) =>
  fc.stringMatching(new RegExp(`^[2-9]{${count}}$`)).filter((text) => new Set(text).size > 3);
property.prop([digits(8), fc.constantFrom("", " ", "-", "."), fc.boolean()])(
  "a telephone number is one however it is written",
  (number, gap, wide) => {
    const written = `+44${gap}7${gap}${number.slice(0, 4)}${gap}${number.slice(4)}`;
    expect(codeOf(wide ? fullWidth(written) : written)).toBe("message/personal-data");
  },
);

property.prop([
  fc.constantFrom(...CLEAN),
  disguises({ upper: (text) => text.toUpperCase(), fullWidth }),
])("what is clean stays clean in capitals and full width", (text, disguise) => {
  expect(codeOf(disguise(text))).toBeNull();
});

test("any two clean texts are clean together", () => {
  const pairs = CLEAN.flatMap((one) => CLEAN.map((other) => `${one}. ${other}`));
  expect(pairs.filter((pair) => codeOf(pair) !== null)).toEqual([]);
});

test.each([
  "call 079.460.95.12",
  "my number: 555.1.234567",
  "text 978 555 123 4567",
  "call 12.34.57.91",
])("%j is a number that somebody is called by, whatever it looks like", (text) => {
  expect(codeOf(text)).toBe("message/personal-data");
});

property.prop([fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99_999 })])(
  "sums, scores and years are no numbers of anybody",
  (a, b) => {
    const lines = [
      `${a}*${b}`,
      `what is ${a} + ${b}?`,
      `${a}-${b}`,
      `${a} x ${b} = ${a * b}`,
      `${a}`,
    ];
    for (const line of lines) expect(codeOf(line)).toBeNull();
  },
);

test.each(["a", "1", "@", "a.", "1 ", "i will ", "n i ", "ni gg", "a@", "one two ", "12 rue "])(
  "2,000 characters of %j are judged without delay",
  (part) => {
    const text = part.repeat(Math.floor(2000 / part.length));
    const begun = performance.now();
    screen(text);
    expect(performance.now() - begun).toBeLessThan(100);
  },
);
