import { readFile } from "node:fs/promises";
import { expectAccessible, expectNarrow } from "./accessible.ts";
import { beginAs } from "./as-role.ts";
import { expect, test } from "./fixtures.ts";
import { headline } from "./play.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("a researcher orders an export, is told when it is there, downloads and deletes it", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await beginAs(page, "researcher", "Ada");
  await page.goto("/research/exports");
  await expect(headline(page)).toHaveText("Exports");
  await expect(page.getByText("No export yet")).toBeVisible();
  await expectNarrow(page, "no exports");
  await expectAccessible(page, "no exports");

  await page.getByRole("radio", { name: "Parquet" }).check();
  await page.getByRole("button", { name: "Have it made" }).press("Enter");
  await expect(page.getByText("Your Parquet export is ready to download.").last()).toBeVisible({
    timeout: 60_000,
  });
  const link = page.getByRole("link", { name: /^Download/ });
  await expect(page.getByText("SHA-256")).toBeVisible();
  await expectNarrow(page, "an export");
  await expectAccessible(page, "an export");
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^amianai-\d{4}-\d\d-\d\d-parquet\.zip$/);
  const archive = await readFile(await download.path());
  expect(archive.subarray(0, 2).toString()).toBe("PK");

  await page.getByRole("button", { name: "Delete it" }).click();
  await expect(page.getByText("Its files are gone.")).toBeVisible();
  await expect(link).toHaveCount(0);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("an export is ordered and found again, and a wrong choice is explained", async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await beginAs(page, "researcher", "Ada");
    await page.goto("/research/exports");
    await page.getByRole("button", { name: "Have it made" }).click();
    expect(page.url()).toMatch(/\/research\/exports$/);
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole("link", { name: /^Download/ })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 60_000 });
    const [table] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download the table" }).click(),
    ]);
    expect(table.suggestedFilename()).toBe("matches.csv");
    expect((await readFile(await table.path(), "utf8")).split(",")[0]).toBe("match_id");
  });
});
