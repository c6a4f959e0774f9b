import type { Random } from "../../../game/random.ts";

const NUMBER = String.raw`(\d{1,9}(?:\.\d{1,4})?)`;
const OPERATORS: Record<string, (a: number, b: number) => number> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
};
const SPOKEN: readonly (readonly [RegExp, string])[] = [
  [/\b(plus|added to|and then add)\b/g, "+"],
  [/\b(minus|take away|less)\b|[−–]/g, "-"],
  [/\b(times|multiplied by|x)\b|[×x](?=\s*\d)|\^1\b/g, "*"],
  [/\b(divided by|over)\b|÷/g, "/"],
];
const SUM = new RegExp(String.raw`${NUMBER}\s*([-+*/])\s*${NUMBER}`);

export interface Sum {
  a: number;
  operator: string;
  b: number;
  /** Exact, as digits with at most two decimals. */
  result: string;
}

/** The first sum of two numbers in a text; null where there is none. */
export function sumIn(text: string): Sum | null {
  const plain = SPOKEN.reduce(
    (said, [word, sign]) => said.replace(word, ` ${sign} `),
    text.toLowerCase(),
  );
  const [, left, operator = "", right] = SUM.exec(plain.replace(/(\d),(?=\d{3})/g, "$1")) ?? [];
  const work = OPERATORS[operator];
  if (!work || left === undefined || right === undefined) return null;
  const [a, b] = [Number(left), Number(right)];
  const exact = work(a, b);
  return Number.isFinite(exact) ? { a, operator, b, result: shown(exact) } : null;
}

export interface HumanResult {
  /** What somebody would type: digits, roughly, or null for giving up. */
  answer: string | null;
  exact: boolean;
  /** Unscaled milliseconds that working it out in the head takes. */
  effortMs: number;
}

/** Steps in the head: digits to carry for adding, partial products for multiplying. */
function stepsOf({ a, operator, b }: Sum): number {
  const digits = (n: number) => String(n).replace(/\D/g, "").replace(/0+$/, "").length || 1;
  if (operator === "+" || operator === "-") return Math.max(digits(a), digits(b));
  return digits(a) * digits(b) * (operator === "/" ? 1.5 : 1);
}

/** Share right after so many steps, about that of adults without paper: assumption. */
const RIGHT_PER_STEP = 0.93;
const STEP_MS = 1300;
const STEPS_AT_MOST = 5;

/** A sum as people do it in their heads: slowly, roughly, sometimes wrong, and not at all when long. */
export function workOut(sum: Sum, random: Random): HumanResult {
  const steps = stepsOf(sum);
  const effortMs = Math.round(STEP_MS * steps * random.logNormal(0, 0.3));
  const exact = Number(sum.result);
  if (steps > STEPS_AT_MOST || !Number.isInteger(exact)) {
    const rough = random.chance(0.5) ? `about ${shown(roughly(exact))}` : null;
    return { answer: rough, exact: false, effortMs: Math.min(effortMs, 6000) };
  }
  if (random.chance(RIGHT_PER_STEP ** steps)) return { answer: sum.result, exact: true, effortMs };
  return { answer: shown(exact + slip(exact, random)), exact: false, effortMs };
}

/** Off by one, by ten, or by a forgotten carry. */
function slip(exact: number, random: Random): number {
  const size = Math.abs(exact) < 20 ? 1 : random.pick([1, 10, 10, 2]);
  return random.chance(0.5) ? size : -size;
}

function roughly(exact: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(exact) || 1)) - 1);
  return Math.round(exact / unit) * unit;
}

function shown(value: number): string {
  return String(Math.round(value * 100) / 100);
}
