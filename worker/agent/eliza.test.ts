import { describe, expect, test } from "vitest";
import { eliza } from "./eliza.ts";

/** Tells one thing after another and hears each answer. */
function session(texts: readonly string[], seed = 0): string[] {
  const history: { own: boolean; body: string }[] = [];
  return texts.map((body) => {
    history.push({ own: false, body });
    const said = eliza(history, seed);
    history.push({ own: true, body: said });
    return said;
  });
}

/** The conversation of Weizenbaum 1966, as far as the script was published. */
const PAPER = [
  ["Men are all alike.", "In what way?"],
  ["They're always bugging us about something or other.", "Can you think of a specific example?"],
  ["Well, my boyfriend made me come here.", "Your boyfriend made you come here?"],
  ["He says I'm depressed much of the time.", "I am sorry to hear you are depressed."],
  ["It's true. I am unhappy.", "Do you think coming here will help you not to be unhappy?"],
  ["I need some help, that much seems certain.", "What would it mean to you if you got some help?"],
  ["Perhaps I could learn to get along with my mother.", "Tell me more about your family."],
  ["My mother takes care of me.", "Who else in your family takes care of you?"],
  ["My father.", "Your father?"],
  ["You are like my father in some ways.", "What resemblance do you see?"],
  [
    "You are not very aggressive but I think you don't want me to notice that.",
    "What makes you think I am not very aggressive?",
  ],
  ["You don't argue with me.", "Why do you think I don't argue with you?"],
  ["You are afraid of me.", "Does it please you to believe I am afraid of you?"],
  ["My father is afraid of everybody.", "What else comes to mind when you think of your father?"],
] as const;

describe("eliza", () => {
  test("holds the conversation of the paper", () => {
    const said = session(PAPER.map(([text]) => text));
    expect(said).toEqual(PAPER.map(([, answer]) => answer));
  });

  test("comes back to what was told, where it has nothing to say", () => {
    const said = session([...PAPER.map(([text]) => text), "Bullies."]);
    expect(said.at(-1)).toMatch(/your boyfriend made you come here/i);
  });

  test.each([
    ["hello", "How do you do. Please state your problem."],
    ["are you a robot?", "Do computers worry you?"],
    ["I remember my first bike", "Do you often think of your first bike?"],
    ["what is your name", "I am not interested in names."],
    ["can you help me", "You believe I can help you, don't you?"],
    ["i cant sleep", "How do you know you can't sleep?"],
    ["why don't you answer", "Do you believe I don't answer?"],
    ["because it rains", "Is that the real reason?"],
    ["i feel cold", "Tell me more about such feelings."],
    ["no", "Are you saying 'no' just to be negative?"],
    ["you are not human", "What makes you think I am not human?"],
    ["where are you from", "Why do you ask?"],
    ["parlez-vous français", "I am sorry, I speak only English."],
    ["asdfgh", "I am not sure I understand you fully."],
    ["", "I am not sure I understand you fully."],
  ])("to %j it says %j", (text, answer) => {
    expect(session([text])).toEqual([answer]);
  });

  test("speaks first, and into a silence", () => {
    expect(eliza([], 0)).toBe("How do you do. Please tell me your problem.");
    const silence = [
      { own: false, body: "hello" },
      { own: true, body: "How do you do. Please state your problem." },
    ];
    expect(eliza(silence, 0)).toBe("I am not sure I understand you fully.");
  });

  test("the same words take turns, and another seed begins elsewhere", () => {
    expect(new Set(session(["hm", "hm", "hm", "hm"])).size).toBe(4);
    expect(session(["yes"], 1)).not.toEqual(session(["yes"], 0));
  });

  test("nothing that is typed stops it", () => {
    for (const text of ["((((", "$1 {3} \\", "i ".repeat(2000), "you i you i me my", "🙂"])
      for (let seed = 0; seed < 12; seed++) expect(session([text, text], seed)[1]).not.toBe("");
  });
});
