import { expect, test } from "./fixtures.ts";
import {
  DESKTOP,
  goOffline,
  headline,
  IN_GOOD_TIME,
  lines,
  makeGuess,
  PHONE,
  running,
  said,
  say,
  sitTogether,
} from "./play.ts";

test("two people play each other, on a phone and on a desktop", async ({ newPlayer }) => {
  test.setTimeout(180_000);
  const [phone, desktop] = await sitTogether(
    async () => [await newPlayer({ viewport: PHONE }), await newPlayer({ viewport: DESKTOP })],
    "Duel of people",
  );

  await Promise.all([say(phone, "from the phone"), say(desktop, "from the desktop")]);
  for (const page of [phone, desktop]) {
    await expect(lines(page, "from the phone")).toHaveCount(1);
    await expect(lines(page, "from the desktop")).toHaveCount(1);
  }
  expect(await said(phone)).toHaveLength(2);
  expect(await said(phone)).toEqual(await said(desktop));

  const tab = await desktop.context().newPage();
  await tab.goto(desktop.url());
  await running(tab);
  expect(await said(tab)).toEqual(await said(desktop));
  await say(tab, "from a second tab");
  for (const page of [phone, desktop, tab])
    await expect(lines(page, "from a second tab")).toHaveCount(1);

  await goOffline(phone);
  await say(phone, "from a tunnel");
  await expect(lines(phone, "from a tunnel")).toHaveCount(1);
  await expect(lines(phone, "from a tunnel")).not.toHaveAttribute("data-state", "sent");
  await say(desktop, "into the tunnel");
  await expect(lines(tab, "into the tunnel")).toHaveCount(1);
  expect(await said(desktop)).not.toContain("from a tunnel");
  await phone.context().setOffline(false);
  for (const page of [phone, desktop, tab]) {
    await expect(lines(page, "from a tunnel")).toHaveCount(1, IN_GOOD_TIME);
    await expect(lines(page, "into the tunnel")).toHaveCount(1, IN_GOOD_TIME);
  }
  const all = await said(desktop);
  expect(all).toHaveLength(5);
  await expect.poll(() => said(phone)).toEqual(all);
  await expect.poll(() => said(tab)).toEqual(all);

  await makeGuess(phone, 0.2, "knows what a tunnel is");
  await expect(phone.getByText("Your guess is in.")).toBeVisible();
  await makeGuess(desktop, 0.3, "typed as one types");
  for (const page of [phone, desktop, tab])
    await expect(headline(page)).toHaveText("A human", IN_GOOD_TIME);
  await expect(phone.getByText("You said 80 % human: right.")).toBeVisible();
  await expect(desktop.getByText("You said 70 % human: right.")).toBeVisible();
  for (const page of [phone, desktop]) {
    await expect(page.getByText(/about .* 80 % human/)).toBeVisible();
    await expect(page.getByText(/about .* 70 % human/)).toBeVisible();
  }

  const { pathname } = new URL(phone.url());
  await phone.goto("/me/history");
  const entry = phone.getByRole("listitem").filter({ hasText: "Duel of people" });
  await expect(entry).toHaveCount(1);
  await expect(entry.getByRole("link")).toHaveAttribute("href", pathname);
  await expect(entry).toContainText("right");
});
