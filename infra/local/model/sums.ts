import type { Draw } from "./draw.ts";

const NUMBER = "(\\d{1,6}(?:\\.\\d+)?)";
const SIGN = "(\\+|-|\\*|x|×|/|÷|plus|minus|times|divided by|multiplied by)";
const SUM = new RegExp(`${NUMBER}\\s*${SIGN}\\s*${NUMBER}`, "i");

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  plus: (a, b) => a + b,
  "-": (a, b) => a - b,
  minus: (a, b) => a - b,
  "*": (a, b) => a * b,
  x: (a, b) => a * b,
  "×": (a, b) => a * b,
  times: (a, b) => a * b,
  "multiplied by": (a, b) => a * b,
  "/": (a, b) => a / b,
  "÷": (a, b) => a / b,
  "divided by": (a, b) => a / b,
};

/** The sum that a text asks for, as it stands there; null where there is none. */
export function sumIn(text: string): string | null {
  return SUM.exec(text)?.[0] ?? null;
}

/** A sum at human skill: small ones right, larger ones shrugged at or missed. Null where none is asked. */
export function answerSum(text: string, draw: Draw): string | null {
  const [, a, sign, b] = SUM.exec(text) ?? [];
  const operation = OPERATIONS[sign?.toLowerCase() ?? ""];
  if (a === undefined || b === undefined || !operation) return null;
  const result = operation(Number(a), Number(b));
  if (!Number.isFinite(result)) return "you can't do that, can you";
  if (Math.abs(result) <= 30 && Number.isInteger(result)) return String(result);
  if (draw.chance(0.45)) return draw.pick(SHRUGS) ?? "";
  const missed = draw.chance(0.4) ? (draw.pick([-10, -2, 2, 10]) ?? 0) : 0;
  const guess = Math.round(result) + missed;
  return (
    draw.pick([`${guess}?`, `like ${guess}`, `um, ${guess} i think`, `${guess}, don't check`]) ?? ""
  );
}

const SHRUGS = [
  "no chance, i'd need a calculator",
  "i'm not a calculator",
  "too late in the day for sums",
];
