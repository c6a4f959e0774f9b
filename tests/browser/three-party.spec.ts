import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import {
  composer,
  DESKTOP,
  headline,
  IN_GOOD_TIME,
  lines,
  makeGuess,
  say,
  seated,
  sitTogether,
} from "./play.ts";

const GAME = "Short three-party";

interface Roles {
  interrogator: Page;
  witness: Page;
}

async function rolesOf([one, other]: readonly [Page, Page]): Promise<Roles> {
  const witnesses = await Promise.all(
    [one, other].map((page) => page.getByText("You are a witness").count()),
  );
  expect(witnesses.toSorted(), "one is the interrogator, the other a witness").toEqual([0, 1]);
  return witnesses[0] === 0
    ? { interrogator: one, witness: other }
    : { interrogator: other, witness: one };
}

/** Asks both witnesses, of whom the person answers; then says which one that was. */
async function play({ interrogator, witness }: Roles): Promise<void> {
  const talks = interrogator.locator(".talk");
  await expect(talks).toHaveCount(2);
  await expect(composer(witness)).toHaveCount(1);
  for (const talk of await talks.all()) await say(talk, "what did you have for lunch?");

  await expect(lines(witness, "what did you have for lunch?")).toHaveCount(1);
  await say(witness, "soup from the day before yesterday");
  await expect(lines(interrogator, "soup from the day before yesterday")).toHaveCount(1);
  for (const talk of await talks.all())
    await expect(talk.getByRole("listitem")).toHaveCount(2, IN_GOOD_TIME);

  const soup = "soup from the day before yesterday";
  const first = (await lines(talks.first(), soup).count()) === 1;
  await makeGuess(interrogator, first ? 0.05 : 0.95, "nobody invents old soup");
  await expect(headline(interrogator)).toHaveText(/^[A-H] is human$/, IN_GOOD_TIME);
  await expect(interrogator.getByText(/^You said .*: right\.$/)).toBeVisible();
  await expect(headline(witness)).toHaveText("Judged human", IN_GOOD_TIME);
  await expect(witness.getByText("The interrogator said: 95 % human.")).toBeVisible();
}

test("one asks two witnesses, and the roles are swapped in the next match", async ({
  newPlayer,
}) => {
  test.setTimeout(180_000);
  const pair = await sitTogether(
    async () => [await newPlayer({ viewport: DESKTOP }), await newPlayer({ viewport: DESKTOP })],
    GAME,
  );
  const first = await rolesOf(pair);
  await play(first);

  const before = first.witness.url();
  await Promise.all(
    pair.map((page) => page.getByRole("button", { name: `Play ${GAME} again` }).click()),
  );
  await Promise.all(pair.map((page) => page.waitForURL((url) => url.href !== before)));
  const [one, other] = await Promise.all(pair.map((page) => seated(page)));
  expect(one).toBe(other);
  const second = await rolesOf(pair);
  expect(second.interrogator === first.witness, "the witness now asks").toBe(true);
  await play(second);
});
