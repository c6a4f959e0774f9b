import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { inWords, readTally, total } from "./tally.ts";

const folder = mkdtempSync(join(tmpdir(), "tally-"));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: unknown): string {
  const file = join(folder, "report.json");
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const vitest = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ status: "passed", assertionResults: [{}] }],
};

describe("the tally of a runner", () => {
  test("holds what its report counts", () => {
    expect(readTally("vitest", report(vitest), true)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  });

  test("counts a runner that failed without a failed test as one failure", () => {
    expect(readTally("vitest", report(vitest), false).failed).toBe(1);
  });

  test("counts a runner without a report as one failure", () => {
    expect(readTally("vitest", join(folder, "missing.json"), true).failed).toBe(1);
    expect(readTally("playwright", report("{ half"), false).failed).toBe(1);
  });

  test("counts a file that could not be loaded as one failure", () => {
    const unloadable = { status: "failed", assertionResults: [] };
    const content = { ...vitest, testResults: [unloadable, unloadable] };
    expect(readTally("vitest", report(content), false).failed).toBe(2);
  });

  test("counts a flaky browser test as failed", () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    const tally = readTally("playwright", report({ stats }), false);
    expect(tally).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });
});

test("the sum mentions skipped tests only when there are some", () => {
  const one = { passed: 1, failed: 0, skipped: 0 };
  expect(inWords(total([one, one]))).toBe("2 passed, 0 failed");
  expect(inWords(total([one, { ...one, skipped: 3 }]))).toBe("2 passed, 0 failed, 3 skipped");
});
