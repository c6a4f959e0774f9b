import { openDatabase } from "../../db/client.ts";
import { passing, storeGames } from "../game-rows.ts";
import { expectAccessible, expectNarrow } from "./accessible.ts";
import { beginAs } from "./as-role.ts";
import { expect, test } from "./fixtures.ts";
import { headline } from "./play.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test.beforeAll(async () => {
  const database = openDatabase({
    url: process.env.WEB_DATABASE_URL ?? "",
    max: 1,
    onError: () => undefined,
  });
  const games = [
    ...passing(20, 60, { isAi: true, reason: "too quick", tells: 1 }),
    ...passing(40, 60, { isAi: false, delay: 9 }),
    ...passing(5, 20, { isAi: true, forcedChoice: true }),
  ];
  await storeGames({ database }, games).finally(() => database.close());
});

test("a researcher reads figures, narrows them, and takes picture and numbers along", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await beginAs(page, "researcher", "Ada");
  await page.goto("/research/analysis");
  await expect(headline(page)).toHaveText("Analysis");
  const passes = page.getByRole("region", { name: "Who passes for human", exact: true });
  await expect(passes).toContainText("Judged human:");
  await expectNarrow(page, "analysis");
  await expectAccessible(page, "analysis");

  const numbers = passes.getByText("The numbers");
  await numbers.focus();
  await page.keyboard.press("Enter");
  await expect(passes.getByRole("row")).toHaveCount(3);

  for (const [name, file] of [
    ["Numbers, CSV", "pass-rates.csv"],
    ["Picture, SVG", "pass-rates.svg"],
  ] as const) {
    const download = page.waitForEvent("download");
    await passes.getByRole("link", { name }).click();
    expect((await download).suggestedFilename()).toBe(file);
  }
  const download = page.waitForEvent("download");
  await passes.getByRole("button", { name: "Picture, PNG" }).click();
  expect((await download).suggestedFilename()).toBe("pass-rates.png");

  await page.getByLabel("From", { exact: true }).fill("2099-01-01");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: "No games yet" })).toBeVisible();
  expect(new URL(page.url()).searchParams.get("from")).toBe("2099-01-01");
  await expectNarrow(page, "no games");
  await expectAccessible(page, "no games");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("figures are narrowed, and the next study is planned", async ({ page }) => {
    await beginAs(page, "researcher", "Ada");
    await page.goto("/research/analysis");
    await page.getByText("Exclusion rules").click();
    await page.getByRole("checkbox", { name: "Fewer than four messages" }).check();
    await page.getByRole("button", { name: "Show" }).click();
    expect(new URL(page.url()).searchParams.getAll("exclude")).toContain("too-few-messages");
    await expect(page.getByRole("button", { name: "Picture, PNG" })).toHaveCount(0);

    await page.getByRole("link", { name: "Plan the next study" }).click();
    await expect(headline(page)).toHaveText("Power");
    await page.getByLabel("Games a participant").fill("4");
    await page.getByRole("button", { name: "Work it out" }).click();
    await expect(
      page.getByRole("heading", { name: "112 participants in each group" }),
    ).toBeVisible();
    await page.getByLabel("Second rate").fill("50");
    await page.getByRole("button", { name: "Work it out" }).click();
    await expect(page.getByText("another rate than the first")).toBeVisible();
    await expectNarrow(page, "power");
  });
});
