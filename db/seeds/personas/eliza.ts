import { type Persona, personaSchema } from "../../../game/persona.ts";

/** The classic baseline of Weizenbaum 1966: played without a model, and only where it is named. */
export const eliza: Persona = personaSchema.parse({
  slug: "eliza",
  codename: "Parrot",
  version: 1,
  weight: 0,
  body: {
    agent: "eliza",
    prompt: "ELIZA with the script DOCTOR (Weizenbaum 1966, Communications of the ACM 9, 36–45).",
    particulars: { name: ["Eliza"], zone: ["America/New_York"] },
    fallbackLines: [
      "Please go on.",
      "I see.",
      "What does that suggest to you?",
      "I'm not sure I understand you fully.",
    ],
  },
});
