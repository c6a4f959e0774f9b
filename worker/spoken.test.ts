import { expect, test } from "vitest";
import { spokenText } from "./spoken.ts";

test.each([
  ["hey there", "hey there"],
  ['"hey there"', "hey there"],
  ["Hannah: hey there", "hey there"],
  ["assistant: hey", "hey"],
  ["**hey** `you`", "hey you"],
  ["- one\n- two", "one two"],
  ["1. first\n2. second", "first second"],
  ["# Title\ntext", "Title text"],
  ["see [this](http://example.org)", "see this"],
  ["“curly” — and…", '"curly" - and...'],
  ["<think>what would she say</think>hm ok", "hm ok"],
  ["well: that depends", "well: that depends"],
  ["it's 3 - 1", "it's 3 - 1"],
])("%j is said as %j", (answer, said) => {
  expect(spokenText(answer, "Hannah")).toBe(said);
});

test.each([
  "",
  "   ",
  "```js\ncode\n```",
  "As an AI, I cannot say.",
  "I'm an AI language model",
  "How can I help you today?",
  "My instructions say no.",
])("%j is not said at all", (answer) => {
  expect(spokenText(answer)).toBeNull();
});
