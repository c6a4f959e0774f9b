import { explain } from "../bootstrap/problem.mjs";
import { line, say } from "../bootstrap/progress.mjs";
import { together } from "../process/command.ts";
import { inWords, oneFailed, type Tally } from "./tally.ts";
import type { Verdict } from "./suite.ts";

const sayThatItTakesTimeAfterMs = 5000;

export interface Check {
  name: string;
  run: () => Promise<Verdict>;
}

/** Runs one check, prints its line and, when it failed, all that it printed. */
export async function runCheck({ name, run }: Check): Promise<Tally> {
  const started = performance.now();
  const slow = setTimeout(() => say(`  ${name} …`), sayThatItTakesTimeAfterMs);
  const verdict = await run()
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === "AbortError") throw error;
      return { tally: oneFailed, output: explain(error) };
    })
    .finally(() => clearTimeout(slow));
  const { tally, output } = verdict;
  const single = tally.passed + tally.failed + tally.skipped === 1;
  const outcome = tally.failed > 0 ? "FAILED" : "passed";
  const words = single ? outcome : `${outcome}: ${inWords(tally)}`;
  line(name, words, performance.now() - started);
  if (tally.failed > 0) say(`\n${output.trim()}\n`);
  return tally;
}

/** Runs the checks, so many at a time, in their order. */
export async function runPool(checks: Check[], atOnce: number): Promise<Tally[]> {
  const waiting = [...checks];
  const tallies: Tally[] = [];
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      tallies.push(await runCheck(check));
    }
  };
  await together(...Array.from({ length: atOnce }, lane));
  return tallies;
}
