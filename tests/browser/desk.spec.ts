import type { Page } from "@playwright/test";
import { type Database, openDatabase } from "../../db/client.ts";
import { createCase } from "../case-rows.ts";
import { expectAccessible, expectNarrow } from "./accessible.ts";
import { beginAs } from "./as-role.ts";
import { openByKeys } from "./desk-keys.ts";
import { expect, test } from "./fixtures.ts";
import { headline, IN_GOOD_TIME, makeGuess, say, sitTogether } from "./play.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** A report about the match of a page, as its player's report would write it. */
async function reportMatch(page: Page): Promise<string> {
  const about = { matchId: matchOf(page), by: "A", about: "B", priority: 99 };
  return withDatabase((database) => createCase({ database }, { ...about, flag: "threat" }));
}

/** What its rules find in a match adds to its case: whoever decides has to have seen that. */
async function beFlagged(page: Page): Promise<void> {
  await withDatabase(({ pool }) =>
    expect
      .poll(async () => {
        const { rows } = await pool.query<{ flagged: boolean }>(
          "select flagged_at is not null as flagged from matches where id = $1",
          [matchOf(page)],
        );
        return rows[0]?.flagged;
      })
      .toBe(true),
  );
}

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const url = process.env.WEB_DATABASE_URL ?? "";
  const database = openDatabase({ url, max: 1, onError: () => undefined });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const matchOf = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? "";

/** Types an address, as one does who has no mouse. */
async function inspect(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(headline(page)).toBeVisible();
  for (const summary of await page.locator("main summary").all()) await summary.click();
  await expectNarrow(page, path);
  await expectAccessible(page, path);
}

test("a match is reviewed and voided by keys alone, and its player appeals", async ({
  page,
  newPlayer,
}) => {
  test.setTimeout(300_000);
  const [one, two] = await sitTogether(
    async () => [await newPlayer(), await newPlayer()],
    "Duel of people",
  );
  const match = one.url();
  await say(one, "you are a toad");
  const caseId = await reportMatch(one);

  await beginAs(page, "moderator", "Mo");
  await page.goto(`/desk/cases/${caseId}`);
  await expect(page.getByText("Still running; opens at its reveal.")).toBeVisible();
  await expect(page.getByText("you are a toad")).toHaveCount(0);
  await inspect(page, `/desk/cases/${caseId}`);

  await makeGuess(one, 0.2, "croaks");
  await makeGuess(two, 0.3, "a prince, perhaps");
  for (const player of [one, two])
    await expect(headline(player)).toHaveText("A human", IN_GOOD_TIME);
  await beFlagged(one);

  await page.goto("/desk");
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await openByKeys(page, "/desk", match);
  await expect(page.getByText(/^Yours until/)).toBeVisible();
  await expect(page.getByText("you are a toad")).toBeVisible();
  await page.keyboard.press("j");
  await expect(page.getByRole("radio", { name: /^Choose to hide/ })).toBeFocused();
  await page.keyboard.press("v");
  await expect(page.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await page.keyboard.type("They know each other.");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Voided the match")).toBeVisible();
  await inspect(page, `/desk/cases/${caseId}`);

  await two.reload();
  await expect(headline(two)).toHaveText("Voided");
  await two.getByRole("link", { name: "Your notices" }).click();
  await two.getByRole("link", { name: "A match of yours was voided" }).click();
  await expect(two.getByText("They know each other.")).toBeVisible();
  await inspect(two, two.url());
  await two.getByLabel("What should be looked at again?").fill("We have never met.");
  await two.getByRole("button", { name: "Appeal" }).click();
  await expect(two.getByText("It waits for a moderator.")).toBeVisible();
  await inspect(two, "/me/notices");

  const other = await newPlayer();
  await beginAs(other, "moderator", "Ot");
  await inspect(other, "/desk");
  await openByKeys(other, "/desk?appeal=true", match);
  await expect(other.getByText("We have never met.")).toBeVisible();
  await inspect(other, other.url());
  await other.getByRole("radio", { name: /^Grant/ }).check();
  await other.getByLabel("Answer to the player").fill("So it seems.");
  await other.getByRole("button", { name: "Answer" }).click();
  await expect(other.getByText("Granted: So it seems.")).toBeVisible();
  await two.goto(match);
  await expect(headline(two)).toHaveText("A human");

  const admin = await newPlayer();
  await beginAs(admin, "admin", "Ada");
  await inspect(admin, "/desk/audit?text=know each");
  await expect(admin.getByRole("cell", { name: "void-match" })).toBeVisible();
});

test("without scripts a case is claimed and decided by plain forms", async ({ newPlayer }) => {
  test.setTimeout(120_000);
  const [one, two] = await sitTogether(
    async () => [await newPlayer(), await newPlayer()],
    "Duel of people",
  );
  const caseId = await reportMatch(one);
  await makeGuess(one, 0.2, "");
  await makeGuess(two, 0.3, "");
  await expect(headline(two)).toHaveText("A human", IN_GOOD_TIME);
  await beFlagged(one);

  const page = await newPlayer({ javaScriptEnabled: false });
  await beginAs(page, "moderator", "Mo");
  await page.goto("/desk");
  await page.locator(`form[action="/api/v1/cases/${caseId}/claim"] button`).click();
  await expect(page.getByText(/^Yours until/)).toBeVisible();
  await page.getByRole("radio", { name: /^Warn/ }).check();
  await page.getByLabel(/^Who/).selectOption({ index: 1 });
  await page.getByLabel("Reason").fill("Be kind.");
  await page.getByRole("button", { name: "Decide" }).click();
  await expect(page.getByText("Warned", { exact: true })).toBeVisible();

  for (const player of [one, two]) await player.goto("/play");
  const warned = (await one.getByText("Be kind.").count()) > 0 ? one : two;
  await inspect(warned, "/play");
  await warned.getByRole("button", { name: "I have seen this" }).click();
  await expect(warned.getByText("Be kind.")).toHaveCount(0);
});
