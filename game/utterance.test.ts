import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { lengthOf, refusalOf, utter } from "./utterance.ts";

const limits = { messageChars: 100, paste: true };
const bodyOf = (text: string) => utter(text).body;
const refusal = (text: string, ruleset = limits, pasted = false) =>
  refusalOf(utter(text), ruleset, pasted);

/** Text in which marks, joiners and invisible characters meet letters and pictographs. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...["e", "\u0301", "\u0000", "\u200B", "\u200C", "\u200D", "\u00AD", "\uFEFF", "\uFE0F"],
        ...["👩", "💻", "🏽", "❤", "\u202E", "\u2028", "\r\n", "\u2026", "“", "—", "\u00A0", "\t"],
        ...["\uD83D", "\uDE00", "क", "्", "ب", "\u3164", "\u034F", "\u{E0067}", " ", "'", "\u2126"],
        ...["\u1100", "\u1161", "\u0338", "=", "<", "\u0323", "\u{10FFFF}", "\uE000", "a", "."],
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("cleaning", () => {
  test.each([
    ["composes", "cafe\u0301", "café"],
    ["composes what a control character held apart", "cafe\u0000\u0301", "café"],
    ["composes what an invisible character held apart", "cafe\u200B\u0301", "café"],
    ["turns line breaks into spaces", "one\ntwo\r\nthree\u2028four", "one two three four"],
    ["turns tabs into spaces", "one\ttwo", "one two"],
    ["drops control characters", "be\u0007ll\u001B[31m\u007F", "bell[31m"],
    ["drops half a surrogate pair", "a\uD83Db\uDE00c", "abc"],
    ["trims", " \n hi \t", "hi"],
    ["drops zero-width space, soft hyphen and byte order mark", "a\u200Bb\u00ADc\uFEFFd", "abcd"],
    ["drops bidirectional controls", "\u202Eabc\u202C \u2066d\u2069\u200F", "abc d"],
    ["drops tag characters", "hi\u{E0068}\u{E0069}", "hi"],
    ["drops fillers that look like nothing", "a\u034Fb\u3164c\u115Fd\uFFA0e", "abcde"],
    ["drops a variation selector that varies nothing", "a\uFE0Fb\u{E0100}", "ab"],
    ["makes quotes plain", "\u201CIt\u2019s\u201D \u2018so\u2019", "\"It's\" 'so'"],
    ["makes dashes plain", "a\u2014b\u2013c\u2011d", "a-b-c-d"],
    ["makes the ellipsis plain", "well\u2026", "well..."],
    ["makes spaces plain and single", "a\u00A0b\u2003\u2009 c", "a b c"],
    ["drops joiners that join nothing", "a\u200Db\u200Cc", "abc"],
    ["drops a joiner at an emoji's end", "hi 👍\u200D", "hi 👍"],
  ])("%s", (_, text, body) => {
    expect(bodyOf(text)).toBe(body);
  });

  test.each(["👩‍💻", "👨🏽‍🚀", "❤️‍🔥", "🏳️‍🌈", "1️⃣ 🇫🇷 👍🏽", "می‌خواهم", "क्‍ष"])("keeps %s whole", (text) => {
    expect(bodyOf(text)).toBe(text.normalize("NFC"));
  });

  test("the raw text keeps what research may want to see", () => {
    expect(utter("\u201Chi\u201D\u200B \u2014 \u0000ok").raw).toBe(
      "\u201Chi\u201D\u200B \u2014 ok",
    );
  });

  test("two keyboards deliver the same text", () => {
    expect(bodyOf("I don’t know… “maybe” – so")).toBe(bodyOf(`I don't know... "maybe" - so`));
  });

  property.prop([tricky], { numRuns: 2000 })("done twice changes nothing more", (text) => {
    const { body } = utter(text);
    expect(utter(body)).toEqual({ raw: body, body });
  });

  property.prop([tricky], { numRuns: 1000 })("leaves composed text on one line", (text) => {
    const { raw, body } = utter(text);
    for (const cleaned of [raw, body]) {
      expect(cleaned).toBe(cleaned.normalize("NFC").trim());
      expect(cleaned).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
    }
    expect(body).not.toMatch(/[\u200B\u202A-\u202E\u2066-\u2069\u2018-\u201D\u2013\u2014]| {2}/);
  });
});

describe("length", () => {
  test.each([
    ["é as e and accent", "e\u0301", 1],
    ["an emoji", "😀", 1],
    ["a family of joined emoji", "👩‍💻", 3],
    ["a flag", "🇫🇷", 2],
    ["nothing", "", 0],
  ])("%s", (_, text, length) => {
    expect(lengthOf(utter(text).raw)).toBe(length);
  });

  test("is counted in code points, not in UTF-16", () => {
    expect(refusal("😀".repeat(100))).toBeNull();
    expect(refusal("😀".repeat(101))).toBe("message/too-long");
  });

  test("counts a line break as one space and not what is trimmed", () => {
    expect(refusal(` ${"a".repeat(50)}\r\n${"b".repeat(49)} \n`)).toBeNull();
  });

  test("what is delivered is within the limit too, when plain forms are longer", () => {
    expect(refusal("\u2026".repeat(33))).toBeNull();
    expect(refusal("\u2026".repeat(34))).toBe("message/too-long");
  });

  property.prop([tricky])("of nothing accepted exceeds the limit", (text) => {
    const limit = { messageChars: 5, paste: true };
    const utterance = utter(text);
    if (refusalOf(utterance, limit)) return;
    expect(lengthOf(utterance.body)).toBeLessThanOrEqual(5);
    expect(lengthOf(utterance.body)).toBeGreaterThan(0);
  });
});

describe("refusals", () => {
  test.each([
    "",
    "   ",
    "\n\n",
    "\u200B\u200B",
    "\u0000",
    "\u00AD",
    "\u200D",
    "\u3164",
    "\u202E",
    "\uFE0F",
  ])("nothing to read in %j", (text) => {
    expect(refusal(text)).toBe("message/empty");
  });

  test("pasted text is refused where the ruleset forbids it, and only there", () => {
    expect(refusal("hello", { messageChars: 100, paste: false }, true)).toBe("message/pasted");
    expect(refusal("hello", { messageChars: 100, paste: false }, false)).toBeNull();
    expect(refusal("hello", limits, true)).toBeNull();
  });

  test.each([
    "http://example.com",
    "https://x.y/z?q=1",
    "HTTPS://EXAMPLE.COM",
    "see ftp://host/file",
    "www.example.com",
    "go to www.google now",
    "example.com",
    "Example.COM!",
    "look at example.com/page",
    "(example.org)",
    "a-b.example.net, really",
    "bbc.co.uk",
    "docs.python.org",
    "itch.io",
    "müller-und-söhne.com",
    "ｅｘａｍｐｌｅ．ｃｏｍ",
    "example。com",
    "exam\u200Bple.com",
    "discord.gg/abc",
    "bit.ly/3abc",
    "t.me/somebody",
    "character.ai/chat",
    "youtu.be/dQw4w9WgXcQ",
    "x.co:8080",
    "mailto:me@here",
  ])("a link: %s", (text) => {
    expect(refusal(text)).toBe("message/link");
  });

  test.each([
    "e.g. this, i.e. that",
    "at 5 p.m. or a.m.",
    "3.5 and 1,000.25",
    "hello.world how are you",
    "ok.so what now",
    "i like it.me too",
    "no.AI would say that",
    "are you human.or ai.ai is dumb",
    "lol.fr though",
    "bien.de nada",
    "i win.gg",
    "no idea.info would help",
    "what a site.online now",
    "node.js is fine",
    "wait...me?",
    "hmm..com on",
    "one.two.three",
    "www",
    "awww.so cute",
    "http is a protocol",
    "and/or",
    "24/7",
    "U.S.A. vs U.K.",
    "file.txt",
    "Mr.Smith",
    "yes.no.maybe",
    ":// what",
  ])("ordinary writing: %s", (text) => {
    expect(refusal(text)).toBeNull();
  });

  test.each(["a.".repeat(1000), "@" + "a.".repeat(999), "a-".repeat(1000), "1".repeat(2000)])(
    "%.10s… as long as any ruleset allows is judged without delay",
    (text) => {
      expect(refusal(text, { messageChars: 2000, paste: true })).toBeNull();
    },
  );

  test("an e-mail address is no link, however many dots it has", () => {
    expect(refusal("write to me@example.com")).toBeNull();
    expect(refusal("write to first.last@mail.example.co.uk")).toBeNull();
    expect(refusal("me@example.com or example.com")).toBe("message/link");
  });
});
