import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** Without a mouse: through the queue to the case of a match, and into it. */
export async function openByKeys(page: Page, queue: string, match: string): Promise<void> {
  const about = `case about match ${match.slice(-6)}`;
  await page.goto(queue);
  const row = page.getByRole("button", { name: `Open the ${about}` });
  // The keys work once the page runs; from the last row "j" leads no further.
  await expect(async () => {
    for (let left = await page.locator("[data-row]").count(); left > 0; left -= 1) {
      if (await isFocused(page, about)) break;
      await page.keyboard.press("j");
    }
    await expect(row).toBeFocused({ timeout: 200 });
  }).toPass({ timeout: 15_000 });
  await page.keyboard.press("Enter");
  await page.waitForURL("**/desk/cases/*");
}

function isFocused(page: Page, about: string): Promise<boolean> {
  return page.evaluate(
    (name) => document.activeElement?.getAttribute("aria-label")?.includes(name) ?? false,
    about,
  );
}
