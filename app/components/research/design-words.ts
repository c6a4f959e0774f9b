/** What a field of a design is called; items of lists are counted from one. */
export function fieldName(name: string): string {
  const [head = "", place, part = ""] = name.split(".");
  if (head === "arms" || head === "questionnaire") {
    const item = head === "arms" ? "Arm" : "Question";
    if (place === undefined) return head === "arms" ? "Arms" : "Questions before play";
    return `${item} ${Number(place) + 1}, ${PARTS[part] ?? part}`;
  }
  return NAMES[name] ?? name;
}

const NAMES: Readonly<Record<string, string>> = {
  title: "Title",
  question: "Question",
  preregistration: "Preregistration",
  licence: "Licence",
  "consent.version": "Version of the consent",
  "consent.text": "Text of the consent",
  unit: "What an arm is drawn for",
  matches: "Matches for each participant",
  target: "Participants to finish",
  maxAiStreak: "AI partners in a row",
  waitSeconds: "Longest wait",
  debrief: "Debrief",
  "codes.finished": "Code for the finished",
  "codes.left": "Code for who left",
  "codes.failed-attention": "Code for a failed check",
  "codes.waited-too-long": "Code for a long wait",
  codes: "Codes",
  redirect: "Address to go on to",
  recruiterParams: "Parameters of the link",
};

const PARTS: Readonly<Record<string, string>> = {
  name: "name",
  kind: "kind",
  text: "what is asked",
  options: "answers",
  expected: "right answer",
  required: "whether it must be answered",
  min: "least",
  max: "most",
  ruleset: "game",
  aiShare: "AI share",
  release: "release",
  slotSeconds: "slot",
  weight: "weight",
  mix: "who plays the AI seats",
  allocation: "who plays the AI seats",
  models: "models",
  personas: "personas",
};
