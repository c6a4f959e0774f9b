import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** What depends on colours; nothing else differs between light and dark. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

/** What axe finds in light and dark, on a narrow and on a wide page. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
      if (colorScheme === "dark") axe.withRules(RULES_OF_COLOUR);
      const { violations } = await axe.analyze();
      const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
      expect.soft(found, `${name}, ${colorScheme}, ${width} wide`).toEqual([]);
    }
  }
}

/** Nothing sticks out at the side of a phone. */
export async function expectNarrow(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 800 });
  const over = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  // A page that is busy takes its new width a little later.
  await expect.poll(over, { message: `${name} is wider than a phone` }).toBe(0);
}
