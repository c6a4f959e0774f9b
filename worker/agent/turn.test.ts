import { describe, expect, test } from "vitest";
import { readTurn } from "./turn.ts";

describe("a model's answer", () => {
  test.each([
    ['{"act":"say","text":"hi","then":null}', { act: "say", text: "hi", then: null }],
    ['{"act":"say","text":"hi"}', { act: "say", text: "hi", then: null }],
    ['```json\n{"act":"wait","text":""}\n```', { act: "wait", text: "", then: null }],
    [
      '<think>{"act":"leave"}</think>{"act":"say","text":"yo","then":"you?"}',
      { act: "say", text: "yo", then: "you?" },
    ],
  ])("%j is read", (answer, turn) => expect(readTurn(answer)).toEqual(turn));

  test.each([
    "",
    "hello",
    "{",
    '{"act":"sing","text":"la"}',
    '{"act":"say","text":" "}',
    '{"text":"hi"}',
    "[1]",
  ])("%j is none", (answer) => expect(readTurn(answer)).toBeNull());
});
