import { describe, expect, test, vi } from "vitest";
import { runAudit } from "../../audit/audit.ts";
import { LEAKS } from "../../audit/leaks.ts";
import { plant } from "../../plant.ts";

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
 * With so few matches one classifier may find what is not there; a gross leak shows to both, with a
 * corrected bound above one half, and shows again with other people.
 */
async function leaks(seed: string): Promise<string[]> {
  const { findings, records } = await runAudit({ ...QUICK, seed });
  expect(records.length).toBeGreaterThanOrEqual(2 * QUICK.matches);
  const groups = [...new Set(findings.map(({ group }) => group))];
  return groups.filter((group) =>
    findings
      .filter((finding) => finding.group === group)
      .every(({ counts, corrected }) => counts && corrected > 0.5),
  );
}

test("nothing but the words tells an AI from a person", async () => {
  const found = await leaks(QUICK.seed);
  const again = found.length === 0 ? [] : await leaks("0".repeat(31) + "1");
  expect(found.filter((group) => again.includes(group))).toEqual([]);
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
