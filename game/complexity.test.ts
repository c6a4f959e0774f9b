import { describe, expect, test } from "vitest";
import { complexityOf } from "./complexity.ts";

describe("how much thought a message asks for", () => {
  test.each([
    "hi",
    "hey, how are you?",
    "hows it going",
    "What's up",
    "hbu?",
    "what about you?",
    "lol same",
    "nice, i'm from texas",
    "i think so too",
    "really?",
    "why?",
    "",
  ])("small talk: %s", (text) => {
    expect(complexityOf(text)).toBe(1);
  });

  test.each([
    "how old are you",
    "where are you from?",
    "so what do u do for a living",
    "what’s your favourite colour",
    "favorite movie?",
    "asl?",
    "are you a bot",
  ])("about oneself: %s", (text) => {
    expect(complexityOf(text)).toBe(1.5);
  });

  test.each([
    "what is 17 * 23?",
    "twelve times 12, quick",
    "spell banana backwards",
    "whats the capital of peru",
    "who won the world cup in 2010",
    "how many legs do 3 dogs have",
    "What do you think about pizza",
    "do you believe in ghosts?",
    "should we leave the EU?",
    "can you describe your room",
  ])("sums, puzzles, facts, opinions: %s", (text) => {
    expect(complexityOf(text)).toBe(2.5);
  });
});
