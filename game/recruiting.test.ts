import { fc, test as property } from "@fast-check/vitest";
import { expect, test } from "vitest";
import { recruitingOf } from "./recruiting.ts";
import { lengthOf } from "./utterance.ts";

const NAMES = ["PROLIFIC_PID", "STUDY_ID"];

test("named parameters are taken as text, others are passed over", () => {
  const given = { PROLIFIC_PID: [" 5f2a "], other: ["x"], STUDY_ID: ["<script>alert(1)</script>"] };
  expect(recruitingOf(NAMES, given)).toEqual({
    ok: true,
    params: { PROLIFIC_PID: "5f2a", STUDY_ID: "<script>alert(1)</script>" },
  });
});

test("what is missing or empty is left out", () => {
  expect(recruitingOf(NAMES, { PROLIFIC_PID: [""] })).toEqual({ ok: true, params: {} });
});

test("the same value twice is one; two values are refused", () => {
  expect(recruitingOf(NAMES, { STUDY_ID: ["a", "a"] })).toMatchObject({ ok: true });
  expect(recruitingOf(NAMES, { STUDY_ID: ["a", "b"] })).toEqual({ ok: false, name: "STUDY_ID" });
});

test.each([
  ["a control character", "a\u0000b"],
  ["a line break", "a\nb"],
  ["a character that turns the text round", "a\u202Eb"],
  ["half a character", "\uD800"],
  ["too many characters", "x".repeat(201)],
])("%s spoils the link", (_, value) => {
  expect(recruitingOf(NAMES, { PROLIFIC_PID: [value] })).toEqual({
    ok: false,
    name: "PROLIFIC_PID",
  });
});

property.prop([fc.array(fc.string({ unit: "binary" }), { maxLength: 3 })])(
  "whatever comes is refused, or short and plain",
  (values) => {
    const recruiting = recruitingOf(NAMES, { PROLIFIC_PID: values });
    if (!recruiting.ok) return;
    const value = recruiting.params.PROLIFIC_PID ?? "";
    expect(lengthOf(value)).toBeLessThanOrEqual(200);
    expect(value).not.toMatch(/\p{Cc}/u);
  },
);

test("names of an object's own are no parameters", () => {
  expect(recruitingOf(["constructor", "toString"], {})).toEqual({ ok: true, params: {} });
});
