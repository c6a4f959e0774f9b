import type { Design, Ending } from "./experiment.ts";
import { GAP } from "./start-problems.ts";

const CONSENT = `Who runs this study, and whom to write to: ${GAP}

You will answer a few questions and then hold short text conversations. Your partner may be a person or an AI; after each conversation you say which you think it was. You are told who they were at the end of your last one.

What you write, what you guess and your answers are stored without your name and may be published. Do not write anything that tells who you are. You may stop at any time, and you may take your data back at any time.`;

const DEBRIEF =
  "Thank you. Below you see who your partners were. The study asks how well people tell people from AI in conversation, and what they go by.";

const AGES = ["18–24", "25–34", "35–44", "45–54", "55–64", "65 or older", "Rather not say"];
const GENDERS = ["Woman", "Man", "Another", "Rather not say"];
const SCHOOLING = ["School", "Vocational training", "University", "Rather not say"];
const CHATBOTS = ["Never", "Less than once a month", "Every month", "Every week", "Every day"];

const choice = (name: string, text: string, options: string[]) => ({
  kind: "choice" as const,
  name,
  text,
  options,
  required: true,
});

/** A design to begin from, whole but for what only its researcher knows. */
export function newDesign(title: string, question: string, codes: Record<Ending, string>): Design {
  return {
    title,
    question,
    preregistration: "",
    licence: "CC-BY-4.0",
    consent: { version: "1", text: CONSENT },
    questionnaire: [
      choice("age", "How old are you?", AGES),
      choice("gender", "What is your gender?", GENDERS),
      choice("education", "What is the highest schooling that you finished?", SCHOOLING),
      choice("chatbot-use", "How often do you talk with chatbots?", CHATBOTS),
    ],
    arms: [
      {
        name: "main",
        ruleset: { slug: "quick-duel", version: 1 },
        aiShare: 0.5,
        release: "natural",
        weight: 1,
      },
    ],
    unit: "match",
    matches: 4,
    target: 100,
    maxAiStreak: 3,
    waitSeconds: 600,
    debrief: DEBRIEF,
    codes,
    redirect: null,
    recruiterParams: ["PROLIFIC_PID", "STUDY_ID", "SESSION_ID"],
  };
}
