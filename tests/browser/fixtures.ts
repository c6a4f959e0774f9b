import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";

interface Fixtures {
  /** A further person: a page in a browser profile of its own. */
  newPlayer: () => Promise<Page>;
}

/** Chromium reports refusals by the API, which tests provoke, as console errors too. */
const isRefusal = (text: string) => text.startsWith("Failed to load resource");

function collectErrors(context: BrowserContext, errors: string[]): void {
  context.on("weberror", (event) => errors.push(event.error().message));
  context.on("console", (message) => {
    if (message.type() === "error" && !isRefusal(message.text())) errors.push(message.text());
  });
}

/** Like Playwright's own, but an error in a page's console fails the test. */
export const test = base.extend<Fixtures>({
  context: async ({ context }, use) => {
    const errors: string[] = [];
    collectErrors(context, errors);
    await use(context);
    expect(errors, "errors in the page's console").toEqual([]);
  },
  newPlayer: async ({ browser }, use) => {
    const errors: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext();
      contexts.push(context);
      collectErrors(context, errors);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(errors, "errors in the console of a further player").toEqual([]);
  },
});

export { expect };
