import type { Page } from "@playwright/test";
import { openByKeys } from "./desk-keys.ts";
import { expect, test } from "./fixtures.ts";
import { headline, IN_GOOD_TIME, makeGuess, say, sitTogether } from "./play.ts";

const { ISSUER_URL = "" } = process.env;
const BOARD = "/leaderboards/detectives?window=day";

test.use({ contextOptions: { reducedMotion: "reduce" } });

async function signIn(page: Page, account: string, next: string): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${ISSUER_URL}/interaction/*`);
  await page.getByLabel("Or under any other name").fill(account);
  await page.getByRole("button", { name: "Sign in under this name" }).click();
  await page.waitForURL(`**${next}`);
}

/** The figure beside a term of somebody's profile. */
async function skillOf(page: Page): Promise<string> {
  await page.goto("/me");
  return page
    .locator("dl > div", { hasText: /^Skill/ })
    .locator("dd")
    .first()
    .innerText();
}

const onBoard = async (page: Page, handle: string) => {
  await page.goto(BOARD);
  return page.getByRole("main").getByText(handle, { exact: true }).count();
};

async function nameOf(page: Page): Promise<string> {
  await page.goto("/me");
  return headline(page).innerText();
}

async function reportAtTheEnd(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Report a seat" }).click();
  const dialog = page.getByRole("dialog", { name: "Report" });
  await dialog.getByRole("radio", { name: "Insults or harassment" }).check();
  await dialog.getByRole("button", { name: "Send the report" }).click();
  await expect(dialog.getByText("Thank you.")).toBeVisible();
}

async function voidByKeys(page: Page, reason: string): Promise<void> {
  await page.keyboard.press("v");
  await expect(page.getByRole("textbox", { name: "Reason" })).toBeFocused();
  await page.keyboard.type(reason);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Voided the match")).toBeVisible();
}

test("from a guest's match to a void, an appeal and the log of all of it", async ({
  newPlayer,
}) => {
  test.setTimeout(300_000);
  const [one, two] = await sitTogether(
    async () => [await newPlayer(), await newPlayer()],
    "Duel of people",
  );
  const match = two.url();
  await say(one, "good evening");
  await say(two, "evening to you");
  await makeGuess(one, 0.2, "");
  await makeGuess(two, 0.2, "");
  await expect(headline(two)).toHaveText("A human", IN_GOOD_TIME);

  await signIn(two, `trust ${Date.now()}`, "/me/history");
  await expect(two.getByRole("main").getByRole("listitem")).toHaveCount(1);
  const handle = await nameOf(two);
  expect(await skillOf(two)).toMatch(/^1[5-9]\d\d ±\d+$/);
  expect(await onBoard(two, handle)).toBe(1);
  await two.goto(match);
  await reportAtTheEnd(two);

  const moderator = await newPlayer();
  await signIn(moderator, "moderator", "/desk");
  await openByKeys(moderator, "/desk", match);
  await expect(moderator.getByText(/^Yours until/)).toBeVisible();
  await voidByKeys(moderator, "They sat side by side.");

  await two.goto(match);
  await expect(headline(two)).toHaveText("Voided");
  await two.goto("/me");
  await expect(two.getByText("Nothing to show yet")).toBeVisible();
  expect(await onBoard(two, handle)).toBe(0);
  await two.goto("/me/notices");
  await two.getByRole("link", { name: "A match of yours was voided" }).click();
  await two.getByLabel("What should be looked at again?").fill("We live in two towns.");
  await two.getByRole("button", { name: "Appeal" }).click();
  await expect(two.getByText("It waits for a moderator.")).toBeVisible();

  const admin = await newPlayer();
  await signIn(admin, "admin", "/desk/audit");
  for (const act of ["claim-case", "read-case", "void-match", "file-appeal"])
    await expect(admin.getByRole("cell", { name: act }).first()).toBeVisible();
  await admin.goto("/desk/audit?text=side by side");
  await expect(admin.getByRole("cell", { name: "void-match" })).toHaveCount(1);
});
