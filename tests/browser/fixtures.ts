import {
  test as base,
  expect,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from "@playwright/test";

interface Fixtures {
  /** A further person: a page in a browser profile of its own. */
  newPlayer: (options?: BrowserContextOptions) => Promise<Page>;
}

/** Where people sign in, the one other site that pages lead to. */
const { ISSUER_URL } = process.env;

/** Chromium reports refusals by the API, which tests provoke, as console errors too. */
const isRefusal = (text: string) => text.startsWith("Failed to load resource");

function collectErrors(context: BrowserContext, origin: string, errors: string[]): void {
  context.on("weberror", (event) => errors.push(event.error().message));
  context.on("console", (message) => {
    if (message.type() === "error" && !isRefusal(message.text())) errors.push(message.text());
  });
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin && url.origin !== ISSUER_URL)
      errors.push(`a request to ${url.href}`);
  });
}

const originOf = (baseURL: string | undefined) => new URL(baseURL ?? "about:blank").origin;

/** Like Playwright's own, but an error in a console or a request to elsewhere fails the test. */
export const test = base.extend<Fixtures>({
  context: async ({ context, baseURL }, use) => {
    const errors: string[] = [];
    collectErrors(context, originOf(baseURL), errors);
    await use(context);
    expect(errors, "errors of the page").toEqual([]);
  },
  newPlayer: async ({ browser, baseURL }, use) => {
    const errors: string[] = [];
    const contexts: BrowserContext[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}), ...options });
      contexts.push(context);
      collectErrors(context, originOf(baseURL), errors);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(errors, "errors of a further player's pages").toEqual([]);
  },
});

export { expect };
