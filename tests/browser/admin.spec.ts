import { expectAccessible, expectNarrow } from "./accessible.ts";
import { beginAs } from "./as-role.ts";
import { expect, test } from "./fixtures.ts";
import { headline } from "./play.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const PAGES = ["/admin", "/admin/players", "/admin/rulesets", "/admin/personas", "/admin/model"];

test("the pages of admins are accessible and fit a phone", async ({ page }) => {
  test.setTimeout(240_000);
  await beginAs(page, "admin", "Grace");
  await page.goto("/");
  await page.getByRole("link", { name: "Admin" }).click();
  await expect(headline(page)).toHaveText("State");
  for (const path of PAGES) {
    await page.goto(path);
    await expect(headline(page)).toBeVisible();
    for (const summary of await page.locator("main summary").all()) await summary.click();
    await expectNarrow(page, path);
    await expectAccessible(page, path);
  }
});

test("the state looks again by itself, and on a click without scripts", async ({
  page,
  newPlayer,
}) => {
  await beginAs(page, "admin", "Grace");
  await page.goto("/admin");
  const asOf = page.locator("main header time");
  const first = await asOf.getAttribute("datetime");
  await expect(asOf).not.toHaveAttribute("datetime", first ?? "", { timeout: 15_000 });

  const storageState = await page.context().storageState();
  const still = await newPlayer({ javaScriptEnabled: false, storageState });
  await still.goto("/admin");
  const before = await still.locator("main header time").getAttribute("datetime");
  await still.getByRole("link", { name: "Look again" }).click();
  await expect(still.locator("main header time")).not.toHaveAttribute("datetime", before ?? "");
});

test("an admin finds a player, gives a role with a reason, and switches the model", async ({
  page,
  newPlayer,
}) => {
  test.setTimeout(120_000);
  const other = await newPlayer();
  const id = await beginAs(other, "player", "Ursula of the north");
  await beginAs(page, "admin", "Grace");

  await page.goto("/admin/players");
  await page.getByLabel("Name, id or account").fill("ursula of");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: "Ursula of the north" }).first().click();
  await expect(headline(page)).toHaveText("Ursula of the north");
  await expectAccessible(page, "a player");

  await page.goto(`/admin/players/${id}`);
  await page.getByText("Change the role").first().click();
  await page.getByLabel(/^Moderator/).check();
  await page.getByLabel("Why").first().fill("helps on Tuesdays");
  await page.getByRole("button", { name: "Change the role" }).click();
  await expect(page.getByText("moderator", { exact: true })).toBeVisible();

  await page.goto("/admin/model");
  await expect(page.getByText("The built-in scripted stand-in plays")).toBeVisible();
});
