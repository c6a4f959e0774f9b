import type { z } from "zod";
import type { designSchema } from "../../game/experiment.ts";

interface Plan {
  participants: number;
  matches: number;
  ruleset: { slug: string; version: number };
}

/** Two arms that differ in their share of AI, over which detectors are the same. */
export function simulatedDesign({ participants, matches, ruleset }: Plan) {
  return {
    title: "A study whose outcome is known",
    question: "Does the analysis find what went in?",
    licence: "CC0-1.0",
    consent: { version: "1", text: "Nobody takes part but programs." },
    questionnaire: [
      { kind: "choice", name: "chatbot-use", text: "How often?", options: ["Never", "Daily"] },
      {
        kind: "choice",
        name: "attention",
        text: "Choose the second.",
        options: ["One", "Two"],
        expected: "Two",
      },
    ],
    arms: [
      { name: "fewer", ruleset, aiShare: 0.4 },
      { name: "more", ruleset, aiShare: 0.6 },
    ],
    unit: "match",
    matches,
    target: participants,
    maxAiStreak: null,
    waitSeconds: 120,
    debrief: "It is done.",
    codes: {
      finished: "SIM-DONE",
      left: "SIM-LEFT",
      "failed-attention": "SIM-FAIL",
      "waited-too-long": "SIM-WAIT",
    },
  } satisfies z.input<typeof designSchema>;
}
