import { describe, expect, test, vi } from "vitest";
import { runAudit } from "../audit/audit.ts";
import { LEAKS } from "../audit/leaks.ts";
import { plant } from "../plant.ts";

vi.setConfig({ testTimeout: 180_000 });

/** Few matches; `npm run audit:blindness` plays them all. */
const QUICK = {
  matches: 20,
  chairs: 30,
  scale: 14,
  ruleset: "audit-duel",
  seed: "5eed0000000000000000000000005eed",
  boundOnly: true,
  warmUp: 8,
  say: () => undefined,
};

/**
 * With so few matches, beside other tests, one classifier may find what is not there; a gross leak
 * shows to both, with a corrected bound above one half.
 */
const failing = (findings: Awaited<ReturnType<typeof runAudit>>["findings"]) =>
  findings
    .filter(({ counts, group }) => {
      const same = findings.filter((finding) => finding.group === group);
      return counts && same.every(({ corrected }) => corrected > 0.5);
    })
    .map(({ group, classifier, auc }) => `${group} by ${classifier}: ${auc.toFixed(3)}`);

test("nothing but the words tells an AI from a person", async () => {
  const { findings, records } = await runAudit(QUICK);
  expect(records.length).toBeGreaterThanOrEqual(2 * QUICK.matches);
  expect(failing(findings)).toEqual([]);
});

describe("a leak that is planted into the platform's code is found", () => {
  test("a header on matches with an AI", async () => {
    const { ruleset, edits, group } = LEAKS.header;
    const { folder, remove } = plant(edits);
    try {
      const { findings } = await runAudit({ ...QUICK, ruleset, folder, matches: 8, warmUp: 0 });
      expect(findings.some((finding) => finding.group === group && finding.fails)).toBe(true);
    } finally {
      remove();
    }
  });

  test.each(Object.entries(LEAKS))(
    "%s still finds the code that it changes",
    (_name, { edits }) => {
      expect(() => plant(edits).remove()).not.toThrow();
    },
  );
});
