import { readFile } from "node:fs/promises";
import { CONSENT } from "../../game/consent.ts";
import { expectAccessible, expectNarrow } from "./accessible.ts";
import { expect, test } from "./fixtures.ts";
import { beginAsGuest, headline, joinLobby } from "./play.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("what is stored is said in plain words, and agreed to by playing", async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto("/");
  await page.getByRole("contentinfo").getByRole("link", { name: "What is stored" }).click();
  await expect(headline(page)).toHaveText("What is stored");
  await expect(page.getByText("24 months after the match").first()).toBeVisible();
  await expectNarrow(page, "/privacy");
  await expectAccessible(page, "/privacy");

  await beginAsGuest(page);
  await expect(page.getByText("Pressing Play, you agree to what is stored")).toBeVisible();
  await joinLobby(page, "Long wait");
  await page.getByRole("button", { name: "Leave the lobby" }).click();
  await expect(headline(page)).toHaveText("Choose a game");
  await expect(page.getByText("Pressing Play, you agree")).toHaveCount(0);
  await page.goto("/me");
  await expect(page.getByText(`You agreed to version ${CONSENT.version} of what`)).toBeVisible();
});

test("a player downloads their data and deletes it", async ({ page }) => {
  test.setTimeout(180_000);
  await beginAsGuest(page);
  await page.getByText("Play under another name").click();
  await page.getByLabel("Your name").fill("Hannah");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("You play as Hannah.")).toBeVisible();

  await page.goto("/me");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download your data" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain('"handle":"Hannah"');

  await page.getByRole("link", { name: "Delete your data" }).click();
  await expect(headline(page)).toHaveText("Delete your data");
  await expectNarrow(page, "/me/delete");
  await expectAccessible(page, "/me/delete");
  const confirm = page.getByLabel("Type your name to confirm");
  const button = page.getByRole("button", { name: "Delete my data" });
  await confirm.fill("Hanna");
  await button.click();
  await expect(page.getByRole("alert")).toContainText("That is not your name");
  await confirm.fill("Hannah");
  await button.click();
  await page.waitForURL("/");
  await page.goto("/me");
  await page.waitForURL("/");
});

test("without scripts data are deleted all the same", async ({ newPlayer }) => {
  const page = await newPlayer({ javaScriptEnabled: false });
  await page.request.post("/api/v1/session", { form: { handle: "Plain" } });
  await page.goto("/me/delete");
  await page.getByLabel("Type your name to confirm").fill("Plane");
  await page.getByRole("button", { name: "Delete my data" }).click();
  await expect(page.getByRole("alert")).toContainText("That is not your name");
  await page.getByLabel("Type your name to confirm").fill("Plain");
  await page.getByLabel("Also erase what I wrote").check();
  await page.getByRole("button", { name: "Delete my data" }).click();
  await page.waitForURL("/");
  await page.goto("/me");
  await page.waitForURL("/");
});
