import { expectAccessible, expectNarrow } from "./accessible.ts";
import { beginAs } from "./as-role.ts";
import { expect, test } from "./fixtures.ts";
import { headline } from "./play.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("a researcher makes a key by keyboard, copies it, sees it once and revokes it", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await beginAs(page, "researcher", "Ada");
  await page.goto("/research/keys");
  await expect(headline(page)).toHaveText("Keys");
  await expect(page.getByText("No key yet")).toBeVisible();
  await expectNarrow(page, "no keys");
  await expectAccessible(page, "no keys");

  const name = page.getByLabel("What it is for");
  await name.fill("The nightly script");
  await page.getByLabel("read the analysis").focus();
  await page.keyboard.press("Space");
  await name.press("Enter");
  const shown = page.getByRole("status").filter({ hasText: "Your new key" });
  await expect(shown).toBeVisible();
  const secret = await shown.locator("code").innerText();
  expect(secret).toMatch(/^aaai_[\w-]{43}$/);
  await shown.getByRole("button", { name: "Copy the key" }).click();
  await expect(shown.getByRole("button", { name: "Copied the key" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await expect(page.getByText("exports, analysis")).toBeVisible();
  await expectNarrow(page, "a new key");
  await expectAccessible(page, "a new key");

  await page.reload();
  await expect(page.getByRole("heading", { name: "The nightly script" })).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await page.getByText("Revoke", { exact: false }).first().click();
  await page.getByRole("button", { name: "Revoke it" }).click();
  await expect(page.getByText("Over", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Revoke it" })).toHaveCount(0);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a key is made, shown and revoked all the same", async ({ page }) => {
    await beginAs(page, "researcher", "Ada");
    await page.goto("/research/keys");
    await page.getByLabel("What it is for").fill("By hand");
    await page.getByRole("button", { name: "Make a key" }).click();
    await expect(page.getByText(/^aaai_[\w-]{43}$/)).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy" })).toHaveCount(0);
    expect(page.url()).toMatch(/\/research\/keys$/);
    await page.goto("/research/keys");
    await expect(page.getByText(/^aaai_[\w-]{43}$/)).toHaveCount(0);
    await page.locator("main summary").click();
    await page.getByRole("button", { name: "Revoke it" }).click();
    await expect(page.getByText("Over", { exact: true })).toBeVisible();
  });
});
