import type { BrowserContextOptions, Page } from "@playwright/test";
import { expectAccessible, expectNarrow } from "./accessible.ts";
import { expect, test } from "./fixtures.ts";
import { beginAsGuest, headline, IN_GOOD_TIME, makeGuess, PHONE, say, sitDown } from "./play.ts";

const { ISSUER_URL = "" } = process.env;

test.use({ contextOptions: { reducedMotion: "reduce" } });

async function expectSound(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await expectNarrow(page, name);
}

/** Over the issuer's own page and back. */
async function signIn(page: Page, account: string): Promise<void> {
  await page.goto("/sign-in?next=/me");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${ISSUER_URL}/interaction/*`);
  await page.getByLabel("Or under any other name").fill(account);
  await page.getByRole("button", { name: "Sign in under this name" }).click();
  await page.waitForURL(/\/me$/);
}

test("a guest plays, signs in, and keeps the match", async ({ newPlayer }) => {
  test.setTimeout(180_000);
  const page = await newPlayer();
  const match = await sitDown(page, "Duel with an AI");
  await say(page, "good evening to you");
  await expect(headline(page)).toContainText("time to guess", IN_GOOD_TIME);
  await makeGuess(page, 0.9, "");
  await expect(headline(page)).toHaveText("An AI", IN_GOOD_TIME);

  await page.goto("/me");
  await expect(page.getByText("only this browser knows you")).toBeVisible();
  await page.locator("#account").getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByText("What you have played as a guest comes along")).toBeVisible();
  await expectSound(page, "/sign-in");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${ISSUER_URL}/interaction/*`);
  await expectSound(page, "the local issuer");
  const name = `keeper ${Date.now()}`;
  await page.getByLabel("Or under any other name").fill(name);
  await page.getByRole("button", { name: "Sign in under this name" }).click();
  await page.waitForURL(/\/me$/);
  await expect(page.getByText(`You are signed in as ${name}.`)).toBeVisible();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toHaveCount(0);
  await expectSound(page, "/me of an account");
  await page.goto(match);
  await expect(headline(page)).toHaveText("An AI");

  const elsewhere = await newPlayer();
  await signIn(elsewhere, name);
  await elsewhere.getByRole("link", { name: "Every match you played" }).click();
  await expect(elsewhere.getByRole("main").getByRole("listitem")).toHaveCount(1);

  await page.goto("/me/sessions");
  await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(2);
  await expectSound(page, "/me/sessions");
  await page.getByRole("button", { name: /^End it/ }).click();
  await expect(page.getByText("There is no other one.")).toBeVisible();
  await elsewhere.goto("/me");
  await expect(elsewhere).toHaveURL(/\/$/);

  await page.goto("/me");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out here, too" }).click();
  await expect(page.getByRole("button", { name: "Find out" })).toBeVisible();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
});

const ways: [string, BrowserContextOptions][] = [
  ["without scripts", { javaScriptEnabled: false }],
  ["on a phone", { viewport: PHONE, hasTouch: true }],
];
for (const [way, options] of ways) {
  test(`one signs in ${way}, and ends the other sessions`, async ({ newPlayer }) => {
    const name = `somebody ${way} ${Date.now()}`;
    const [page, other] = [await newPlayer(options), await newPlayer()];
    await signIn(other, name);
    await beginAsGuest(page);
    await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(`${ISSUER_URL}/interaction/*`);
    await page.getByLabel("Or under any other name").fill(name);
    await page.getByRole("button", { name: "Sign in under this name" }).click();
    await page.waitForURL(/\/me$/);
    await page.getByRole("link", { name: "Where you are known" }).click();
    await page.getByRole("button", { name: "End all others" }).click();
    await expect(page.getByText("There is no other one.")).toBeVisible();
    await other.reload();
    await expect(other.getByRole("button", { name: "Find out" })).toBeVisible();
  });
}

test("who sits in a match is told to finish it before signing in to an account they have", async ({
  newPlayer,
}) => {
  const name = `busy ${Date.now()}`;
  await signIn(await newPlayer(), name);
  const page = await newPlayer();
  const match = await sitDown(page, "Duel with an AI");
  await page.goto("/sign-in");
  await expect(page.getByRole("link", { name: "Return to it" })).toBeVisible();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${ISSUER_URL}/interaction/*`);
  await page.getByLabel("Or under any other name").fill(name);
  await page.getByRole("button", { name: "Sign in under this name" }).click();
  await expect(page.getByRole("alert")).toContainText("your history will come along");
  await page.getByRole("link", { name: "Return to it" }).click();
  await expect(page).toHaveURL(match);
});
