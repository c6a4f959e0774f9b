import { readFileSync } from "node:fs";
import { z } from "zod";

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

const none: Tally = { passed: 0, failed: 0, skipped: 0 };
export const onePassed: Tally = { ...none, passed: 1 };
export const oneFailed: Tally = { ...none, failed: 1 };

export function total(tallies: Tally[]): Tally {
  return tallies.reduce(
    (sum, each) => ({
      passed: sum.passed + each.passed,
      failed: sum.failed + each.failed,
      skipped: sum.skipped + each.skipped,
    }),
    none,
  );
}

export const inWords = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

const vitestSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightSchema = z.object({
  stats: z.object({
    expected: z.int(),
    unexpected: z.int(),
    flaky: z.int(),
    skipped: z.int(),
  }),
});

/** The counts of a runner's report; a runner that failed without a failed test counts as one. */
export function readTally(runner: "vitest" | "playwright", file: string, ok: boolean): Tally {
  const tally = readReport(runner, file);
  if (!tally) return oneFailed;
  return !ok && tally.failed === 0 ? total([tally, oneFailed]) : tally;
}

function readReport(runner: "vitest" | "playwright", file: string): Tally | null {
  let report: unknown;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
  if (runner === "playwright") {
    const { stats } = playwrightSchema.parse(report);
    // A test that passes only the second time is not to be trusted.
    const failed = stats.unexpected + stats.flaky;
    return { passed: stats.expected, failed, skipped: stats.skipped };
  }
  const counts = vitestSchema.parse(report);
  // A file that cannot be loaded has no tests that could fail.
  const unloadable = counts.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  return {
    passed: counts.numPassedTests,
    failed: counts.numFailedTests + unloadable.length,
    skipped: counts.numPendingTests + counts.numTodoTests,
  };
}
