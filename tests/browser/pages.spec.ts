import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./fixtures.ts";
import {
  beginAsGuest,
  composer,
  headline,
  IN_GOOD_TIME,
  joinLobby,
  lines,
  makeGuess,
  PHONE,
  running,
  say,
  seated,
  slider,
} from "./play.ts";

const GAME = "Duel with an AI";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("pages that everybody sees are accessible", async ({ page }) => {
  test.setTimeout(180_000);
  for (const path of ["/", "/play", "/how", "/leaderboards/detectives", "/no-such-page"]) {
    await page.goto(path);
    await expect(headline(page)).toBeAttached();
    await expectAccessible(page, path);
  }
});

test("the pages of a match and of a player are accessible", async ({ page }) => {
  test.setTimeout(180_000);
  await beginAsGuest(page);
  await expectAccessible(page, "/play as a guest");
  await joinLobby(page, "Long wait");
  await expect(headline(page)).toHaveText("The next wave");
  await expectAccessible(page, "lobby");
  await page.getByRole("button", { name: "Leave the lobby" }).click();
  await joinLobby(page, GAME);
  await seated(page);
  await say(page, "hello there");
  await expect(lines(page, "hello there")).toHaveCount(1);
  await expectAccessible(page, "match");
  await expect(headline(page)).toContainText("time to guess", IN_GOOD_TIME);
  await expectAccessible(page, "guessing");
  await makeGuess(page, 0.8, "");
  await expect(headline(page)).toHaveText("An AI", IN_GOOD_TIME);
  await expectAccessible(page, "reveal");
  for (const path of ["/me", "/me/history"]) {
    await page.goto(path);
    await expect(headline(page)).toBeVisible();
    await expectAccessible(page, path);
  }
});

/** Tab and nothing else, as far as a patient person would go. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  await expect(goal).toBeVisible();
  for (let presses = 0; presses < 60; presses += 1) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${goal.toString()}`);
}

test("a match is played by keyboard alone", async ({ page }) => {
  await page.setViewportSize(PHONE);
  await page.goto("/");
  await tabTo(page, page.getByRole("button", { name: "Find out" }));
  await page.keyboard.press("Enter");
  const play = page.getByRole("button", { name: `Play ${GAME}`, exact: true });
  await tabTo(page, play);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/matches\//, IN_GOOD_TIME);
  await running(page);

  await tabTo(page, composer(page));
  await page.keyboard.type("by keys alone");
  await page.keyboard.press("Enter");
  await expect(lines(page, "by keys alone")).toHaveCount(1);

  await tabTo(page, slider(page));
  await page.keyboard.press("Home");
  const first = await slider(page).inputValue();
  await page.keyboard.press("ArrowLeft");
  expect(await slider(page).inputValue(), "the arrow moves the slider").not.toBe(first);
  const toggle = page.getByRole("button", { name: "Guess", exact: true });
  await tabTo(page, toggle);
  await page.keyboard.press("Enter");
  const submit = page.getByRole("button", { name: "Make the guess" });
  await tabTo(page, submit);

  await expect(headline(page)).toContainText("time to guess", IN_GOOD_TIME);
  await tabTo(page, submit);
  await page.keyboard.press("Enter");
  await expect(headline(page)).toHaveText("An AI", IN_GOOD_TIME);
});

test("without scripts the way to the lobby and the boards can be read", async ({ newPlayer }) => {
  const page = await newPlayer({ javaScriptEnabled: false });
  await beginAsGuest(page);
  await expect(page.getByText("Your partner may be a person or an AI.")).toBeVisible();
  await joinLobby(page, "Long wait");
  await expect(headline(page)).toHaveText("The next wave");
  // Playwright reads no text inside a noscript.
  await expect(page.locator("#main noscript p")).toBeVisible();
  await page.getByRole("button", { name: "Leave the lobby" }).click();
  await expect(headline(page)).toHaveText("Choose a game");

  await page.getByRole("link", { name: "Leaders" }).first().click();
  await expect(headline(page)).toHaveText(/^Leaders: /);
  await page.getByRole("link", { name: "Long wait" }).click();
  await expect(page.getByRole("heading", { name: "Nobody stands here yet" })).toBeVisible();
});
