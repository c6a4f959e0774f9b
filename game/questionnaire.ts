import type { Question } from "./experiment.ts";
import { lengthOf } from "./utterance.ts";

/** The longest free answer, in characters. */
const LONGEST = 2000;

export type Answers = Record<string, string | number>;

export type Answered =
  | { ok: true; answers: Answers; attentive: boolean }
  /** What is wrong, by question. */
  | { ok: false; fields: Record<string, string> };

/**
 * Reads what a participant answered. Questions that need no answer may be left empty; whatever else
 * was sent is passed over.
 * @returns `attentive` is false where an attention check was answered otherwise than expected.
 */
export function readAnswers(
  questions: readonly Question[],
  given: Readonly<Record<string, unknown>>,
): Answered {
  const answers: [string, string | number][] = [];
  const fields: [string, string][] = [];
  for (const question of questions) {
    const { name, required } = question;
    const sent = textOf(Object.hasOwn(given, name) ? given[name] : undefined);
    if (sent === "" && required) fields.push([name, "This needs an answer."]);
    if (sent === "") continue;
    const read = readOne(question, sent);
    if (read.ok) answers.push([name, read.answer]);
    else fields.push([name, read.problem]);
  }
  if (fields.length > 0) return { ok: false, fields: Object.fromEntries(fields) };
  const found = Object.fromEntries(answers);
  return { ok: true, answers: found, attentive: questions.every((one) => passes(one, found)) };
}

/** What a form said of the questions, as it was written: to be shown in it again. */
export function sentAnswers(
  questions: readonly Question[],
  given: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const sent = questions.flatMap(({ name }): [string, string][] => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return typeof value === "string" && value !== "" ? [[name, value]] : [];
  });
  return Object.fromEntries(sent);
}

/** Without what cannot be seen: a control character alone is no answer. */
function textOf(value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") return "";
  return String(value)
    .normalize("NFC")
    .replace(/[^\P{Cc}\n\t]/gu, "")
    .trim();
}

type Read = { ok: true; answer: string | number } | { ok: false; problem: string };

function readOne(question: Question, sent: string): Read {
  switch (question.kind) {
    case "choice":
      return question.options.includes(sent)
        ? { ok: true, answer: sent }
        : { ok: false, problem: "Choose one of the answers." };
    case "number": {
      const number = Number(sent);
      return Number.isFinite(number) && number >= question.min && number <= question.max
        ? { ok: true, answer: number }
        : { ok: false, problem: `Write a number from ${question.min} to ${question.max}.` };
    }
    case "text": {
      return lengthOf(sent) <= LONGEST
        ? { ok: true, answer: sent }
        : { ok: false, problem: `At most ${LONGEST} characters.` };
    }
  }
}

/** A check that was skipped, being optional, is not passed. */
function passes(question: Question, answers: Answers): boolean {
  if (question.kind !== "choice" || question.expected === undefined) return true;
  return answers[question.name] === question.expected;
}
