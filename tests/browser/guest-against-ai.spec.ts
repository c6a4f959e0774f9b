import { expect, test } from "./fixtures.ts";
import { headline, IN_GOOD_TIME, lines, makeGuess, running, said, say, sitDown } from "./play.ts";

test("a guest plays a whole match against a hidden AI", async ({ page }) => {
  const match = await sitDown(page, "Duel with an AI");

  await say(page, "good evening to you");
  const own = lines(page, "good evening to you");
  await expect(own).toHaveCount(1);
  const [line, log] = await Promise.all([
    own.locator(".line-text").boundingBox(),
    page.getByRole("log").boundingBox(),
  ]);
  if (!line || !log) throw new Error("the message is not on the page");
  const gapLeft = line.x - log.x;
  const gapRight = log.x + log.width - (line.x + line.width);
  expect(gapLeft, "one's own message stands on the right").toBeGreaterThan(gapRight);

  await page.reload();
  await running(page);
  await expect(own).toHaveCount(1);

  await page.goBack();
  await page.getByRole("link", { name: "Return to it" }).click();
  await running(page);
  expect(page.url()).toBe(match);
  await expect(own).toHaveCount(1);

  await expect(headline(page)).toContainText("time to guess", IN_GOOD_TIME);
  const all = await said(page);
  expect(all.filter((text) => text === "good evening to you")).toHaveLength(1);
  await makeGuess(page, 0.9, "too quick by half");

  await expect(headline(page)).toHaveText("An AI", IN_GOOD_TIME);
  await expect(page.getByText("You said 90 % AI: right.")).toBeVisible();
  const points = page.getByRole("table", { name: "Points of this match" });
  await expect(points.getByRole("row").filter({ hasText: "as the detective" })).not.toHaveCount(0);
  await expect(page.getByText("good evening to you")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Play Duel with an AI again" })).toBeVisible();

  await page.reload();
  await expect(headline(page)).toHaveText("An AI");
});
