import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test, vi } from "vitest";
import { enrolments, quarantinedTexts } from "../../db/schema/research.ts";
import { guesses, matches, messages } from "../../db/schema/matches.ts";
import { rulesets } from "../../db/schema/rulesets.ts";
import {
  exported,
  FORMATS,
  only,
  orm,
  publicPlay,
  stores,
  studied,
  useExports,
} from "../exports.ts";
import { readCsv } from "../reproduction/csv.ts";
import { startExperiment } from "../research-factories.ts";

vi.setConfig({ testTimeout: 120_000 });
useExports();

/** What readers of CSV are known to stumble over. */
const HOSTILE_TEXTS = [
  '=1+1, "quoted", back\\slash, 日本語 🙂 مرحبا',
  'two\nlines, and "three"\r\nof them\n',
  '=HYPERLINK("https://example.org","a;b")',
  ...["+1", "-1", "@sum", "\t=1", "'", '"', "\\.", "NULL", "\u2028", " spaced "],
];

describe("free text", () => {
  const say = async (ruleset: string, body: string) => {
    const [row] = await orm()
      .select({ id: messages.id })
      .from(messages)
      .innerJoin(matches, eq(matches.id, messages.matchId))
      .innerJoin(rulesets, eq(rulesets.id, matches.rulesetId))
      .where(sql`${rulesets.slug} = ${ruleset} and ${messages.body} like 'line%'`)
      .limit(1);
    await orm()
      .update(messages)
      .set({ body })
      .where(eq(messages.id, row?.id ?? ""));
    return row?.id ?? "";
  };

  test.each([
    ["e-mail", "write to ada.lovelace@example.org please"],
    ["e-mail", "ada.lovelace (at) example (dot) org"],
    ["phone", "call me on +44 20 7946 0958"],
    ["recruiter-id", "my id is 5f3a9bc2d1e8f7a6b5c4d3e2"],
  ])("with an %s is quarantined, not dropped: %s", async (reason, body) => {
    const { ruleset } = await publicPlay(1);
    const id = await say(ruleset, body);
    const { table, manifest } = await exported({ filter: { ruleset } });
    const rows = await table("messages");
    expect(rows).toHaveLength(6);
    expect(rows.filter(({ flag }) => flag === "quarantined")).toMatchObject([{ body: null }]);
    expect(JSON.stringify(rows)).not.toContain(body);
    expect(manifest).toMatchObject({ quarantined_texts: { [reason]: 1 } });
    const [kept] = await orm()
      .select()
      .from(quarantinedTexts)
      .where(eq(quarantinedTexts.rowId, id));
    expect(kept).toMatchObject({ kind: "message", reason });
  });

  test("that repeats what a recruiter's link said is quarantined in messages, reasons and answers", async () => {
    const study = await startExperiment(stores);
    const { enrolmentId } = await studied(study, 1, { PROLIFIC_PID: "participant-77" });
    const theirs = sql`match_id in (select match_id from seats where enrolment_id = ${enrolmentId})`;
    await orm()
      .update(messages)
      .set({ body: "I am Participant-77" })
      .where(sql`${theirs} and seq = 1`);
    await orm().update(guesses).set({ reason: "it knew participant-77" }).where(theirs);
    await orm()
      .update(enrolments)
      .set({ answers: { name: "participant-77", "age-band": "25-34" } })
      .where(eq(enrolments.id, enrolmentId));
    const { table, folder } = await exported({
      ownerId: study.ownerId,
      filter: { experimentId: study.id },
    });
    for (const name of ["messages", "guesses", "answers"] as const)
      expect((await table(name)).filter(({ flag }) => flag === "quarantined")).toHaveLength(1);
    for (const file of await readdir(folder))
      expect(await readFile(join(folder, file), "utf8")).not.toMatch(/participant-77/i);
  });

  test("that was hidden or erased leaves an empty cell that says so", async () => {
    const { ruleset } = await publicPlay(1);
    const hidden = await say(ruleset, "something foul");
    await orm().update(messages).set({ hiddenAt: new Date() }).where(eq(messages.id, hidden));
    const erased = await say(ruleset, "(erased)");
    await orm().update(messages).set({ erasedAt: new Date() }).where(eq(messages.id, erased));
    const rows = (await (await exported({ filter: { ruleset } })).table("messages")).filter(
      ({ flag }) => flag !== null,
    );
    expect(rows.map(({ flag, body }) => [flag, body]).toSorted()).toEqual([
      ["erased", null],
      ["hidden", null],
    ]);
  });

  test.each(HOSTILE_TEXTS)("comes back as it was: %j", async (body) => {
    const { ruleset } = await publicPlay(1);
    await say(ruleset, body);
    await orm()
      .update(guesses)
      .set({ reason: body })
      .where(
        sql`${guesses.matchId} in (select m.id from matches m
          join rulesets r on r.id = m.ruleset_id where r.slug = ${ruleset})`,
      );
    for (const format of FORMATS) {
      const { folder, table } = await exported({ format, filter: { ruleset } });
      expect((await table("messages")).map((row) => row.body)).toContain(body);
      expect(only(await table("guesses"), "reason")).toEqual([body]);
      if (format !== "csv") continue;
      const own = readCsv(await readFile(join(folder, "guesses.csv"), "utf8"));
      expect(own.map(({ reason }) => reason)).toEqual([body]);
    }
  });
});
