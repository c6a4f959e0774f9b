import { describe, expect, test, vi } from "vitest";
import { runAudit } from "../audit/audit.ts";
import { LEAKS, plant } from "../audit/leaks.ts";

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
 * A corrected lower bound of an AUC above this is no chance, nor the delays of a machine that other
 * tests use at the same time: the whole audit, on a machine of its own, judges by .5.
 */
const GROSS = 0.6;

/** With so few matches one classifier may find what is not there; a gross leak shows to both. */
const failing = (findings: Awaited<ReturnType<typeof runAudit>>["findings"]) =>
  findings
    .filter(({ counts, group }) => {
      const same = findings.filter((finding) => finding.group === group);
      return counts && same.every(({ corrected }) => corrected > GROSS);
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
