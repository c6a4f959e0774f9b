import { expectAccessible, expectNarrow } from "./accessible.ts";
import { expect, test } from "./fixtures.ts";
import {
  composer,
  headline,
  IN_GOOD_TIME,
  lines,
  makeGuess,
  say,
  sitDown,
  sitTogether,
} from "./play.ts";

test("a match is reported by keyboard, and left", async ({ newPlayer }) => {
  test.setTimeout(180_000);
  const [page, other] = await sitTogether(
    async () => [await newPlayer(), await newPlayer()],
    "Duel of people",
  );
  await say(page, "i will kill you");
  await expect(page.getByText("it reads as a slur or a threat")).toBeVisible();
  await page.getByRole("button", { name: "Take back" }).click();

  await page.getByRole("link", { name: "Report" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Report" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Report" })).toBeFocused();

  await page.keyboard.press("Enter");
  await dialog.getByRole("radio", { name: "Insults or harassment" }).focus();
  await page.keyboard.press("Space");
  await dialog.getByRole("textbox").fill("said things that one does not say");
  await dialog.getByRole("checkbox", { name: /Leave the match/ }).check();
  await dialog.getByRole("button", { name: "Send the report" }).press("Enter");
  await expect(dialog.getByText("will not be paired again")).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("button", { name: "Leave", exact: true })).toHaveCount(0);

  await say(other, "still here");
  await expect(lines(other, "still here")).toHaveCount(1);
  await expect(composer(other)).toBeEnabled();
});

test("at its end a match can still be reported", async ({ page }) => {
  test.setTimeout(120_000);
  await sitDown(page, "Duel with an AI");
  await say(page, "hello");
  await expect(headline(page)).toContainText("time to guess", IN_GOOD_TIME);
  await makeGuess(page, 0.9, "too quick");
  await expect(headline(page)).toHaveText("An AI", IN_GOOD_TIME);
  await page.getByRole("button", { name: "Report a seat" }).click();
  const dialog = page.getByRole("dialog", { name: "Report" });
  await expect(dialog).toBeVisible();
  await expectAccessible(page, "the report dialog");
  await expectNarrow(page, "the report dialog");
  await dialog.getByRole("radio", { name: "Something else" }).check();
  await dialog.getByRole("button", { name: "Send the report" }).click();
  await expect(dialog.getByText("Thank you.")).toBeVisible();
  await expectAccessible(page, "a report's thanks");

  await page.goto(`${page.url()}/report`);
  await expectAccessible(page, "the report page");
  await expectNarrow(page, "the report page");
});

test("what a report says outlives the reveal", async ({ newPlayer }) => {
  test.setTimeout(180_000);
  const [page, other] = await sitTogether(
    async () => [await newPlayer(), await newPlayer()],
    "Duel of people",
  );
  await say(page, "hello");
  await say(other, "hello to you");
  await makeGuess(page, 0.3, "");
  await page.getByRole("link", { name: "Report" }).click();
  const dialog = page.getByRole("dialog", { name: "Report" });
  const note = dialog.getByRole("textbox");
  await dialog.getByRole("radio", { name: "Insults or harassment" }).check();
  await note.fill("half of what I ");
  await makeGuess(other, 0.3, "");
  await expect(page.locator("h1")).toHaveText("A human", IN_GOOD_TIME);
  await expect(note).toBeFocused();
  await page.keyboard.type("wanted to say");
  await expect(note).toHaveValue("half of what I wanted to say");
  await expect(dialog.getByRole("checkbox", { name: /Leave the match/ })).toHaveCount(0);
  await dialog.getByRole("button", { name: "Send the report" }).click();
  await expect(dialog.getByText("will not be paired again")).toBeVisible();
});

test("without scripts the page of a report does it all", async ({ newPlayer }) => {
  test.setTimeout(120_000);
  const page = await newPlayer();
  const match = await sitDown(page, "Duel with an AI");
  const plain = await newPlayer({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  await plain.goto(match);
  await plain.getByRole("link", { name: "Report" }).click();
  await plain.getByRole("radio", { name: "Advertising or spam" }).check();
  await plain.getByRole("button", { name: "Send the report" }).click();
  await expect(plain.getByRole("heading", { level: 1 })).toHaveText("Reported");
  await expect(plain.getByText("will not be paired again")).toBeVisible();
});
