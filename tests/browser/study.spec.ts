import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { analysisReply } from "../../app/api/analysis-schemas.ts";
import { readTable } from "../export-reader.ts";
import { compare } from "../reproduction/compare.ts";
import { figuresFrom } from "../reproduction/figures.ts";
import { gamesOf } from "../reproduction/games.ts";
import { takePart } from "../study/participant.ts";
import { Words } from "../study/words.ts";
import { expectAccessible, expectNarrow } from "./accessible.ts";
import { expect, test } from "./fixtures.ts";
import { headline, IN_GOOD_TIME, makeGuess, PHONE, running, say } from "./play.ts";

const { ISSUER_URL } = process.env;
const run = promisify(execFile);

const SIMULATED = 20;
const MATCHES = 2;
/** Percentiles of two bootstraps, which so few games set apart; with more they are compared too. */
const RESAMPLED = /^bradley-terry: .*: strength(Low|High) /;
const TITLE = "Who is it that writes";

test.use({ contextOptions: { reducedMotion: "reduce" }, actionTimeout: 30_000 });

test("a study of two arms, from its design to figures that its export bears out", async ({
  page,
  newPlayer,
  baseURL,
}, testInfo) => {
  test.setTimeout(420_000);
  await signInAsResearcher(page);
  const link = await setUp(page);
  const code = link.split("/").at(-1) ?? "";

  const [phone, desktop] = [await newPlayer({ viewport: PHONE }), await newPlayer()];
  const words = new Words();
  const part = {
    ...{ url: baseURL ?? "", code, words, truth: { dPrime: 1.2, bias: 0 } },
    seed: "00005eed00005eed00005eed00005eed",
  };
  const simulated = Array.from({ length: SIMULATED }, (_, number) => takePart(part, number));
  const people = [phone, desktop].map((one, index) => playThrough(one, link, `person-${index}`));
  const [parts] = await Promise.all([Promise.all(simulated), Promise.all(people)]);
  expect(parts.filter(({ ending }) => ending === "finished").length).toBeGreaterThanOrEqual(
    SIMULATED - 2,
  );

  const experiment = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await page.reload();
  await expect(page.getByText(/^\d+ of 22/).first()).toBeVisible();
  await page.goto(`/research/analysis?experiment=${experiment}`);
  await expect(page.getByRole("heading", { name: "Who passes for human" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Pass rate by arm" })).toBeVisible();
  await expectNarrow(page, "the analysis of a study");
  await expectAccessible(page, "the analysis of a study");
  const told = await page.request.get(`/api/v1/analysis?experiment=${experiment}`);
  const analysis = analysisReply.parse(await told.json());
  expect(analysis.games.analysed).toBeGreaterThanOrEqual(20);

  const folders = {
    csv: await exported(page, "CSV", testInfo.outputPath("csv")),
    ndjson: await exported(page, "NDJSON", testInfo.outputPath("ndjson")),
    parquet: await exported(page, "Parquet", testInfo.outputPath("parquet")),
  };
  for (const table of ["matches", "seats", "messages", "guesses", "participants"] as const) {
    const rows = await Promise.all([
      readTable(folders.csv, table, "csv"),
      readTable(folders.ndjson, table, "ndjson"),
      readTable(folders.parquet, table, "parquet"),
    ]);
    expect(rows[0].length, table).toBeGreaterThan(0);
    expect(rows.map(({ length }) => length)).toEqual(rows.map(() => rows[0].length));
    expect(rows.map(([first = {}]) => Object.keys(first))).toEqual(
      rows.map(() => Object.keys(rows[0][0] ?? {})),
    );
  }
  const mine = await readFile(join(folders.csv, "messages.csv"), "utf8");
  expect(mine).toContain("good day from a browser");
  // Who names the recruiter's id is known by it: such a text stays out, with a flag.
  expect(mine).not.toMatch(/person-[01]/);
  expect(mine.match(/quarantined/g)).toHaveLength(people.length);

  const { games } = gamesOf(folders.csv, {
    experiment: code,
    until: analysis.batch.until,
  });
  const compared = compare(analysis, figuresFrom(games));
  const problems = compared.flatMap((one) => one.problems.map((said) => `${one.name}: ${said}`));
  expect(problems.filter((problem) => !RESAMPLED.test(problem))).toEqual([]);
  expect(compared.reduce((sum, { agree }) => sum + agree, 0)).toBeGreaterThan(40);
});

async function signInAsResearcher(page: Page): Promise<void> {
  await page.goto("/sign-in?next=/research");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${ISSUER_URL ?? ""}/interaction/*`);
  await page.getByRole("button", { name: /researcher/i }).click();
  await page.waitForURL(/\/research$/);
}

/** Of the design, by the name that it has there. */
const field = (page: Page, name: string) => page.locator(`main [name="design.${name}"]`);

/** Writes and starts a study of two arms. @returns the participants' link. */
async function setUp(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Design an experiment" }).click();
  await page.getByLabel("Title").fill(TITLE);
  await page.getByLabel("Question", { exact: true }).fill("Do people tell AI from human?");
  await page.getByRole("button", { name: "Write the draft" }).click();
  await page.waitForURL(/\/draft$/);

  await field(page, "consent.text").fill("Programs and people take part in this test.");
  await field(page, "target").fill("22");
  await field(page, "matches").fill(String(MATCHES));
  await field(page, "waitSeconds").fill("120");
  await page.getByRole("button", { name: "Add an arm" }).click();
  await expect(field(page, "arms.1.name")).toBeVisible();
  for (const [place, name, share] of [
    [0, "fewer", 40],
    [1, "more", 60],
  ] as const) {
    await field(page, `arms.${place}.name`).fill(name);
    await field(page, `arms.${place}.ruleset`).selectOption("study-duel 1");
    await field(page, `arms.${place}.aiShare`).fill(String(share));
  }
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await page.getByRole("link", { name: "Start…" }).click();
  await page.getByRole("button", { name: "Start version 1" }).click();
  await expect(headline(page)).toHaveText(TITLE);
  const link = await page
    .getByText(/\/study\/\w+/)
    .first()
    .innerText();
  const [, found] = /(https?:\/\/\S+\/study\/\w+)/.exec(link) ?? [];
  if (!found) throw new Error(`no link in ${link}`);
  return found;
}

/** A person in a browser, from the consent to the code. */
async function playThrough(page: Page, link: string, name: string): Promise<void> {
  await page.goto(`${link}?PROLIFIC_PID=${name}`);
  await expect(headline(page)).toHaveText(TITLE);
  await page.getByRole("button", { name: "Agree and take part" }).click();
  await expect(headline(page)).toHaveText("A few questions");
  for (const group of await page.locator("main fieldset").all())
    await group.getByRole("radio").first().check();
  await page.getByRole("button", { name: "Send the answers" }).click();
  for (let match = 0; match < MATCHES; match++) {
    await page.getByRole("button", { name: /^Begin/ }).click();
    await page.waitForURL(/\/matches\//, IN_GOOD_TIME);
    await running(page);
    await say(page, match === 0 ? "good day from a browser" : `they call me ${name}`);
    await makeGuess(page, 0.3, "writes as people do");
    await expect(headline(page)).toHaveText("That one is over", IN_GOOD_TIME);
    await page.getByRole("link", { name: "Go on with the study" }).click();
  }
  await expect(headline(page)).toHaveText("That was all", IN_GOOD_TIME);
  await expect(page.getByRole("heading", { name: "Your code" })).toBeVisible();
}

/** Orders an export of the study on the page and opens it. @returns the folder of its files. */
async function exported(page: Page, format: string, folder: string): Promise<string> {
  await page.goto("/research/exports");
  const order = page.locator('form[action="/api/v1/exports"]');
  const option = order.getByRole("option", { name: new RegExp(TITLE) });
  await order.getByLabel("Experiment").selectOption((await option.getAttribute("value")) ?? "");
  await order.getByLabel(format, { exact: true }).check();
  await order.getByRole("button", { name: "Have it made" }).click();
  const row = page.getByRole("listitem").filter({ hasText: new RegExp(`^${format}`) });
  const ready = row.getByRole("link", { name: /^Download/ });
  await expect(ready).toBeVisible(IN_GOOD_TIME);
  const downloading = page.waitForEvent("download");
  await ready.click();
  const archive = `${folder}.zip`;
  await (await downloading).saveAs(archive);
  await run("python3", ["-m", "zipfile", "-e", archive, folder]);
  const [own = ""] = await readdir(folder);
  return join(folder, own);
}
