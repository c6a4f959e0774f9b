import type { Studied } from "./study.ts";
import type { Coverage, Judged } from "./verdict.ts";

/** What one study says, beside what went in. */
export function lines(
  { parts, failures, judged, exported, analysed }: Studied,
  { number, seconds }: { number: number; seconds: number },
): string[] {
  const guesses = parts.flatMap((part) => part.guesses);
  const ai = guesses.filter(({ isAi }) => isAi).length;
  const endings = [...Map.groupBy(parts, ({ ending }) => ending ?? "none")];
  return [
    `study ${number}: ${parts.length} participants, ${guesses.length} guesses (${ai} about AIs), ${analysed} analysed, ${Math.round(seconds)} s`,
    `  ended: ${endings.map(([ending, those]) => `${those.length} ${ending}`).join(", ")}`,
    ...[...failures].map(([why, count]) => `  ${count} × ${why.slice(0, 300)}`),
    ...judged.flatMap((one, index) => [
      `  ${one.figure.padEnd(16)} in ${one.truth.toFixed(3)}`,
      `    analysis: ${said(one)}`,
      ...exported.slice(index, index + 1).map((other) => `    export:   ${said(other)}`),
    ]),
  ];
}

function said({ value, low, high, n, holds }: Judged): string {
  const interval = `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)}), n ${n}`;
  return `${interval}: ${holds ? "holds" : "MISSES"}`;
}

/** How often each interval held what went in. */
export function summary(covered: readonly Coverage[]): string[] {
  return covered.map(({ figure, held, of, p, fails }) => {
    const share = `${((100 * held) / of).toFixed(0)} %`;
    const chance = `so few or fewer by chance: p ${p.toFixed(3)}`;
    return `${figure.padEnd(16)} held by ${held} of ${of} intervals (${share}; ${chance})${fails ? ": FAILS" : ""}`;
  });
}
