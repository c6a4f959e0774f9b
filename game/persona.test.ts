import { describe, expect, test } from "vitest";
import { personaSchema } from "./persona.ts";

const persona = {
  slug: "night-nurse",
  codename: "Heron",
  version: 1,
  body: {
    prompt: "You work nights.",
    fallbackLines: ["hm", "sorry, what?", "brb"],
    particulars: { name: ["Ada", "Bo"] },
  },
};

describe("a persona file", () => {
  test("may leave out weight, model and temperature", () => {
    expect(personaSchema.parse(persona)).toMatchObject({
      weight: 1,
      body: { model: null, temperature: 0.9 },
    });
  });

  test.each<[string, object]>([
    ["a negative weight", { ...persona, weight: -1 }],
    ["a slug with spaces", { ...persona, slug: "night nurse" }],
    ["an unknown field", { ...persona, owner: "me" }],
    [
      "two fallback lines only",
      { ...persona, body: { ...persona.body, fallbackLines: ["a", "b"] } },
    ],
    ["a choice of nothing", { ...persona, body: { ...persona.body, particulars: { name: [] } } }],
    ["no prompt", { ...persona, body: { ...persona.body, prompt: "" } }],
    ["a temperature of 3", { ...persona, body: { ...persona.body, temperature: 3 } }],
  ])("may not have %s", (_, wrong) => {
    expect(personaSchema.safeParse(wrong).success).toBe(false);
  });
});
