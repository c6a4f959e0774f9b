import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** Waves, phases and an AI's answer take their time, though the stack's clock runs faster. */
export const IN_GOOD_TIME = { timeout: 30_000 };

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };

export async function beginAsGuest(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "Find out" }).click();
  await expect(page.getByRole("heading", { name: "Choose a game" })).toBeVisible();
}

export async function joinLobby(page: Page, game: string): Promise<void> {
  await page.getByRole("button", { name: `Play ${game}`, exact: true }).click();
  // The wave may come before the lobby was seen.
  await page.waitForURL(/\/(lobby|matches\/.+)$/);
}

/** Until a match is shown and its page runs. @returns the match's address */
export async function seated(page: Page): Promise<string> {
  await page.waitForURL(/\/matches\//, IN_GOOD_TIME);
  await running(page);
  return page.url();
}

/** Before its scripts run, the page works by plain forms, which is a test of its own. */
export async function running(page: Page): Promise<void> {
  await expect(page.locator('.match[data-live="true"]')).toBeVisible();
}

export async function sitDown(page: Page, game: string): Promise<string> {
  await beginAsGuest(page);
  await joinLobby(page, game);
  return seated(page);
}

/**
 * Two people in one match. A wave between the two clicks seats each with somebody else, as it
 * should: then two others try.
 */
export async function sitTogether(
  newPair: () => Promise<readonly [Page, Page]>,
  game: string,
): Promise<readonly [Page, Page]> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const pair = await newPair();
    await Promise.all(pair.map((page) => beginAsGuest(page)));
    await Promise.all(pair.map((page) => joinLobby(page, game)));
    const [one, other] = await Promise.all(pair.map((page) => seated(page)));
    if (one === other) return pair;
  }
  throw new Error("a wave came between the two in three tries");
}

export const composer = (within: Page | Locator) =>
  within.getByRole("textbox", { name: /^Message to / });

export async function say(within: Page | Locator, text: string): Promise<void> {
  const field = composer(within);
  await field.fill(text);
  await field.press("Enter");
}

/** The lines of the conversation that say this. */
export const lines = (within: Page | Locator, text: string) =>
  within.getByRole("log").getByRole("listitem").filter({ hasText: text });

/** All that was said, in order, without the names of the sides. */
export async function said(page: Page): Promise<string[]> {
  const texts = await page.getByRole("log").locator(".line-text").allTextContents();
  return texts.map((text) => text.replace(/^[^:]+: /, ""));
}

/** On a phone, or before the time is up, the guess is opened first. */
async function openGuess(page: Page): Promise<void> {
  const toggle = page.getByRole("button", { name: "Guess", exact: true });
  if (await toggle.isVisible()) await toggle.click();
  await expect(page.getByRole("button", { name: "Make the guess" })).toBeVisible();
}

export const slider = (page: Page) =>
  page.getByRole("slider", { name: /^(AI or human|Which one is human)\?/ });

export async function makeGuess(page: Page, pAi: number, reason: string): Promise<void> {
  await openGuess(page);
  await slider(page).fill(String(pAi));
  await page.getByRole("textbox", { name: /^Why\?/ }).fill(reason);
  await page.getByRole("button", { name: "Make the guess" }).click();
}

export const headline = (page: Page) => page.getByRole("heading", { level: 1 });

/** The browser takes a moment to cut the line: until it has, a test would prove nothing. */
export async function goOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await expect
    .poll(() =>
      page.evaluate(() =>
        fetch("/healthz").then(
          () => "reached",
          () => "cut off",
        ),
      ),
    )
    .toBe("cut off");
}
