import type { Page } from "@playwright/test";
import { expectAccessible, expectNarrow } from "./accessible.ts";
import { beginAs } from "./as-role.ts";
import { expect, test } from "./fixtures.ts";
import { headline } from "./play.ts";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Types into a field that the keys have come to. */
async function write(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).first().focus();
  await page.keyboard.press("Enter");
}

async function begin(page: Page, title: string): Promise<void> {
  await page.goto("/research");
  await expect(page.getByText("No experiment yet")).toBeVisible();
  await page.getByRole("link", { name: "Design an experiment" }).press("Enter");
  await expect(headline(page)).toHaveText("A new experiment");
  await write(page, "Title", title);
  await write(page, "Question", "Does who sits opposite change what is asked?");
  await press(page, "Write the draft");
  await expect(headline(page)).toHaveText("A draft");
}

test("a researcher sets up a study of two arms by keyboard, starts, amends and closes it", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await beginAs(page, "researcher", "Ada");
  await page.goto("/");
  await page.getByRole("link", { name: "Research" }).press("Enter");
  await begin(page, "Small talk");
  await expect(page.getByText("Before it can start")).toBeVisible();
  const consent = page.locator("[id='design.consent.text']");
  await expect(consent).toHaveAttribute("aria-invalid", "true");
  await consent.fill("Ada runs this. Write to ada@example.org. We keep what you write.");

  await press(page, "Add an arm");
  await expect(page.locator("[id='design.arms.1.name']")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("machines");
  await page.locator("[id='design.arms.1.aiShare']").fill("100");
  await page.locator("[id='design.arms.0.aiShare']").fill("none");
  await press(page, "Add a number");
  await expect(page.locator("[id='design.questionnaire.4.text']")).toBeFocused();
  await page.keyboard.type("How many hours did you sleep?");
  await expect(page.getByText("A number is needed here.").first()).toBeVisible();
  await page.locator("[id='design.questionnaire.4.min']").fill("0");
  await page.locator("[id='design.questionnaire.4.max']").fill("24");
  await page.locator("[id='design.arms.0.aiShare']").fill("0");
  await page.getByLabel("Title", { exact: true }).press("Enter");
  await expect(page.getByText("Before it can start")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Try it out" })).toBeVisible();
  for (const summary of await page.locator("main summary").all()) await summary.click();
  await expectNarrow(page, "a draft");
  await expectAccessible(page, "a draft");

  await page.getByLabel("Title", { exact: true }).fill("Small talk, twice");
  await page.getByRole("link", { name: "Start…" }).press("Enter");
  await expect(headline(page)).toHaveText("Start");
  await expect(page.getByText("Small talk, twice")).toBeVisible();
  await expectNarrow(page, "the start");
  await expectAccessible(page, "the start");
  await press(page, "Start version 1");
  await expect(headline(page)).toHaveText("Small talk, twice");
  await expect(page.getByText("It runs.")).toBeVisible();
  await expect(page.getByText(/PROLIFIC_PID=\{\{%PROLIFIC_PID%\}\}/)).toBeVisible();
  for (const summary of await page.locator("main summary").all()) await summary.click();
  await expectNarrow(page, "an experiment");
  await expectAccessible(page, "an experiment");

  await press(page, "Pause");
  await expect(page.getByText("It is paused")).toBeVisible();
  await page.getByText("Amend it").click();
  await press(page, "Write an amendment");
  await expect(headline(page)).toHaveText("Version 2, a draft");
  await page.getByLabel("Participants to finish").fill("40");
  await press(page, "Save");
  await page.getByRole("link", { name: "Start…" }).click();
  await expect(page.getByText("Version 1 then lets nobody in any more.")).toBeVisible();
  await press(page, "Start version 2");
  await expect(page.getByText("of 40 finished")).toBeVisible();
  await expect(
    page.getByRole("cell", { name: "Participants to finish", exact: true }),
  ).toBeVisible();
  await page.getByText("Close it").click();
  await press(page, "Close the experiment");
  await expect(page.getByText("It is closed.")).toBeVisible();
  await expect(page.getByText("told when it is over")).toHaveCount(0);

  await page.goto("/research");
  await expect(page.getByRole("link", { name: "Small talk, twice" })).toBeVisible();
  await expectNarrow(page, "the list");
  await expectAccessible(page, "the list");
});

test("what one tab saved, another does not overwrite", async ({ page, context }) => {
  await beginAs(page, "researcher", "Ada");
  await begin(page, "Two tabs");
  const other = await context.newPage();
  await other.goto(page.url());
  await write(page, "Title", "From the first");
  await press(page, "Save");
  await expect(page.getByText(/^Saved revision/)).toBeVisible();
  await write(other, "Title", "From the second");
  await press(other, "Save");
  await expect(other.getByRole("alert")).toContainText("saved elsewhere");
  await expect(other.getByLabel("Title", { exact: true })).toHaveValue("From the second");
  await page.reload();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("From the first");
});

test("who goes on while a draft is being saved gets there", async ({ page }) => {
  await beginAs(page, "researcher", "Ada");
  await begin(page, "In a hurry");
  const draft = `${new URL(page.url()).pathname}.data`;
  const [left, shownAnew] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()];
  const holds = [left, shownAnew];
  await page.route("**/api/v1/experiments/*", async (route) => {
    const response = await route.fetch();
    await holds.shift()?.promise;
    await route.fulfill({ response });
  });
  await write(page, "Title", "In a great hurry");
  await press(page, "Save");
  await expect.poll(() => holds.length).toBe(1);
  await page.getByRole("link", { name: "Research", exact: true }).first().press("Enter");
  const anew = page.waitForResponse((response) => response.url().includes(draft));
  left.resolve(null);
  await anew;
  // Remix's own account of whether the page has its new data.
  await page.waitForFunction(
    () => Reflect.get(window, "__remixRouter").state.revalidation === "idle",
  );
  shownAnew.resolve(null);
  await expect(page.getByRole("link", { name: "In a great hurry" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/research");
});

test("who goes on just as a draft is shown anew gets there", async ({ page }) => {
  await beginAs(page, "researcher", "Ada");
  await begin(page, "At once");
  await page.evaluate(answerAsTheRouterLetsGo);
  await write(page, "Title", "At the same time");
  await press(page, "Save");
  await page.getByRole("link", { name: "Research", exact: true }).first().press("Enter");
  await expect(page.getByRole("link", { name: "At the same time" })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/research");
});

/**
 * In the page: the first save is answered once a link is followed, its data come anew once the second
 * save has its answer, and this is handed on once Remix has these data, before React has shown them.
 */
function answerAsTheRouterLetsGo(): void {
  const fetchAsEver = window.fetch.bind(window);
  const followed = Promise.withResolvers<null>();
  const answered = Promise.withResolvers<null>();
  const letGo = Promise.withResolvers<null>();
  let loaded = false;
  Reflect.get(window, "__remixRouter").subscribe((state: { revalidation: string }) => {
    loaded ||= state.revalidation === "loading";
    if (loaded && state.revalidation === "idle") letGo.resolve(null);
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLAnchorElement) followed.resolve(null);
  });
  let saves = 0;
  window.fetch = async (...request) => {
    const reply = await fetchAsEver(...request);
    if (request[1]?.method !== "PUT") {
      await answered.promise;
      return reply;
    }
    const said: unknown = await reply.json();
    saves += 1;
    if (saves > 1) answered.resolve(null);
    await (saves === 1 ? followed.promise : letGo.promise);
    return Object.assign(reply, { json: () => Promise.resolve(said) });
  };
}

test("a draft with words that were not saved is thrown away all the same", async ({ page }) => {
  await beginAs(page, "researcher", "Ada");
  await begin(page, "Never mind");
  await write(page, "Title", "Never mind this either");
  await page.getByText("Throw this draft away").click();
  await press(page, "Throw it away");
  await expect(page.getByText("No experiment yet")).toBeVisible();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a draft is begun, grows, keeps what is unfinished, and says what is wrong", async ({
    page,
  }) => {
    await beginAs(page, "researcher", "Ada");
    await page.goto("/research/experiments/new");
    await page.getByLabel("Title").fill("By hand");
    await page.getByLabel("Question").fill("Does it work?");
    await page.getByRole("button", { name: "Write the draft" }).click();
    await expect(headline(page)).toHaveText("A draft");
    await page.getByLabel("Participants to finish").fill("several");
    await page.getByRole("button", { name: "Add an arm" }).click();
    await expect(page.getByRole("group", { name: "Arm 2" })).toBeVisible();
    await expect(page.getByLabel("Participants to finish")).toHaveValue("several");
    await expect(page.getByText("A number is needed here.").first()).toBeVisible();
    await page.getByRole("button", { name: "Remove arm 1" }).click();
    await expect(page.getByRole("group", { name: "Arm 2" })).toHaveCount(0);
    await page.goto(page.url());
    await expect(page.getByLabel("Participants to finish")).toHaveValue("several");
    await page.getByText("Throw this draft away").click();
    await page.getByRole("button", { name: "Throw it away" }).click();
    await expect(page.getByText("No experiment yet")).toBeVisible();
  });
});
