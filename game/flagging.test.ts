import { fc } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { flagsIn, type SaidLine } from "./flagging.ts";
import { findingsIn } from "./screening.ts";

const none = new Map<string, string[]>();

/** Lines of seat A, numbered in their order. */
const lines = (...bodies: string[]): SaidLine[] =>
  bodies.map((body, index) => ({ id: `m${index}`, seatId: "A", body }));

const brief = (said: readonly SaidLine[], earlier: ReadonlyMap<string, string[]> = none) =>
  flagsIn(said, earlier).map(({ kind, detail, messageId, grave }) => ({
    ...{ kind, rule: detail.rule, messageId, grave },
  }));

describe("what is found in one line", () => {
  test.each([
    ["you retard", "slur", "retard", false],
    ["i will kill you", "threat", "violence", true],
    ["call me on 07700 900123", "personal-data", "phone", true],
  ])("%s", (body, kind, rule, grave) => {
    expect(brief(lines("hello", body))).toEqual([{ kind, rule, messageId: "m1", grave }]);
  });

  test.each(["hello there", "well shit", "my bus killed the engine", ""])(
    "%j is nothing",
    (body) => {
      expect(brief(lines(body))).toEqual([]);
    },
  );
});

describe("insults of one seat", () => {
  const insults = ["you retard", "slut", "stupid cunt"];

  test("are grave together from the third on, and slips before", () => {
    expect(brief(lines(...insults)).map(({ grave }) => grave)).toEqual([true, true, true]);
    expect(brief(lines(...insults.slice(1))).map(({ grave }) => grave)).toEqual([false, false]);
  });

  test("are not added to those of another seat", () => {
    const said = lines(...insults).map((line, index) => ({ ...line, seatId: "ABC"[index] ?? "" }));
    expect(brief(said).map(({ grave }) => grave)).toEqual([false, false, false]);
  });

  test("leave what is no insult as slight as it was", () => {
    const said = lines(...insults, "dm me on insta");
    const others = brief(said).filter(({ kind }) => kind !== "slur");
    expect(others.every(({ grave }) => !grave)).toBe(true);
  });
});

describe("a flood", () => {
  const text = "answer me, come on!";
  const pitch = "come and see what my new channel has to say about winning every single time";
  const times = (body: string, count: number) =>
    lines(...Array.from({ length: count }, () => body));

  test.each([
    [text, 4, 0, "repeated"],
    [text, 3, 0, null],
    ["are you a bot", 4, 0, null],
    [pitch, 1, 4, "copied"],
    [pitch, 1, 3, null],
    [pitch, 2, 3, "copied"],
    [text, 1, 40, null],
    [pitch, 4, 9, "repeated"],
  ])("%s, %i times here and %i before: %s", (body, here, before, rule) => {
    const earlier = new Map([["A", Array.from({ length: before }, () => body)]]);
    const found = brief(times(body, here), earlier).filter(({ kind }) => kind === "flood");
    const messageId = `m${here - 1}`;
    expect(found).toEqual(
      rule === null ? [] : [{ kind: "flood", rule, messageId, grave: rule === "copied" }],
    );
  });

  test("is one whatever stands between the letters, and only of one seat", () => {
    const variants = [text, "ANSWER ME COME ON", "answer... me... come on?", "answer me come on"];
    expect(brief(lines(...variants))).toHaveLength(1);
    const spread = lines(...variants).map((line, index) => ({ ...line, seatId: `${index % 2}` }));
    expect(brief(spread)).toEqual([]);
    expect(brief(times(pitch, 1), new Map([["B", Array(9).fill(pitch)]]))).toEqual([]);
  });
});

describe("the reason of a guess", () => {
  const reasons = (...bodies: string[]): SaidLine[] =>
    bodies.map((body) => ({ id: null, seatId: "A", body }));

  test("is read by the same rules, and says where it stood", () => {
    expect(flagsIn(reasons("writes like a retard"), none)).toEqual([
      ...[{ kind: "slur", seatId: "A", messageId: null, grave: false }].map((flag) => ({
        ...flag,
        detail: { rule: "retard", in: "guess" },
      })),
    ]);
  });

  test("is no part of a flood", () => {
    const text = "the answers came too fast";
    expect(flagsIn(reasons(text, text, text, text, text), none)).toEqual([]);
  });
});

const somebodySays = fc.array(
  fc.record({
    id: fc.uuid(),
    seatId: fc.constantFrom("A", "B", "C"),
    body: fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.constantFrom("you retard", "i will kill you", "answer me, come on!", "hello"),
    ),
  }),
  { maxLength: 12 },
);

describe("for whatever is said", () => {
  test("each line has the findings of its text, and flags name lines and seats of the match", () => {
    fc.assert(
      fc.property(somebodySays, (said) => {
        const found = flagsIn(said, none);
        for (const { id, body } of said) {
          const kinds = found.filter((flag) => flag.messageId === id && flag.kind !== "flood");
          expect(kinds.map(({ kind }) => kind)).toEqual(findingsIn(body).map(({ kind }) => kind));
        }
        for (const { messageId, seatId } of found)
          expect(said.some((line) => line.id === messageId && line.seatId === seatId)).toBe(true);
      }),
    );
  });

  test("a seat's flags do not depend on what the others say", () => {
    fc.assert(
      fc.property(somebodySays, (said) => {
        const alone = flagsIn(
          said.filter(({ seatId }) => seatId === "A"),
          none,
        );
        expect(flagsIn(said, none).filter(({ seatId }) => seatId === "A")).toEqual(alone);
      }),
    );
  });

  test("saying more takes no flag back and makes none slighter", () => {
    fc.assert(
      fc.property(somebodySays, (said) => {
        const before = flagsIn(said.slice(0, -1), none).filter(({ kind }) => kind !== "flood");
        const after = flagsIn(said, none);
        for (const flag of before)
          expect(
            after.some(
              ({ messageId, kind, grave }) =>
                messageId === flag.messageId && kind === flag.kind && (grave || !flag.grave),
            ),
          ).toBe(true);
      }),
    );
  });
});
