import { expect, test } from "vitest";
import type { Question } from "./experiment.ts";
import { readAnswers, sentAnswers } from "./questionnaire.ts";

const AGE: Question = {
  ...{ kind: "number", name: "age", text: "How old are you?", required: true },
  ...{ min: 18, max: 120 },
};
const CHECK: Question = {
  ...{ kind: "choice", name: "check", text: "Choose blue.", required: true },
  ...{ options: ["red", "blue"], expected: "blue" },
};
const WHY: Question = { kind: "text", name: "why", text: "Why?", required: false };

test("answers are read by their questions, and what else was sent is passed over", () => {
  const given = { age: "42", check: "blue", why: " because \u0000 ", hidden: "x" };
  expect(readAnswers([AGE, CHECK, WHY], given)).toEqual({
    ok: true,
    answers: { age: 42, check: "blue", why: "because" },
    attentive: true,
  });
});

test("what was sent to the questions is told as it was written, and nothing else", () => {
  const constructor: Question = { ...WHY, name: "constructor" };
  const given = { age: "old", check: "", why: " because\n", hidden: "x" };
  expect(sentAnswers([AGE, CHECK, WHY, constructor], given)).toEqual({
    age: "old",
    why: " because\n",
  });
});

test("a wrong answer to an attention check is an answer, and noted", () => {
  expect(readAnswers([CHECK], { check: "red" })).toMatchObject({ ok: true, attentive: false });
});

test("an attention check that is skipped is not passed", () => {
  expect(readAnswers([{ ...CHECK, required: false }], {})).toMatchObject({ attentive: false });
});

test.each([
  [AGE, ""],
  [AGE, "17"],
  [AGE, "old"],
  [AGE, "Infinity"],
  [AGE, ["20", "30"]],
  [CHECK, "green"],
  [WHY, "x".repeat(2001)],
])("%o refuses %o", (question, sent) => {
  const read = readAnswers([question], { [question.name]: sent });
  expect(read.ok ? [] : Object.keys(read.fields)).toEqual([question.name]);
});

test("a question that needs no answer may be left empty", () => {
  expect(readAnswers([WHY], { why: "" })).toEqual({ ok: true, answers: {}, attentive: true });
});
