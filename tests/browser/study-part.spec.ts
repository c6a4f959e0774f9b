import type { Page } from "@playwright/test";
import { openDatabase } from "../../db/client.ts";
import type { Design } from "../../game/experiment.ts";
import { designLike, startExperiment, type StartedExperiment } from "../research-factories.ts";
import { expectAccessible, expectNarrow } from "./accessible.ts";
import { expect, test } from "./fixtures.ts";
import { DESKTOP, headline, IN_GOOD_TIME, lines, makeGuess, PHONE, say, seated } from "./play.ts";

const PEOPLE = [
  { name: "people", ruleset: { slug: "duel-of-humans", version: 1 }, aiShare: 0 },
] satisfies Partial<Design["arms"][number]>[];

const QUESTIONS = [
  { kind: "number" as const, name: "age", text: "How old are you?", min: 18, max: 120 },
  {
    ...{ kind: "choice" as const, name: "check", text: "To show that you read: choose blue." },
    ...{ options: ["red", "blue"], expected: "blue" },
  },
  { kind: "text" as const, name: "why", text: "Why are you here?", required: false },
];

async function studyWith(changes: Parameters<typeof designLike>[0]): Promise<StartedExperiment> {
  const url = process.env.WEB_DATABASE_URL ?? "";
  const database = openDatabase({ url, max: 1, onError: () => undefined });
  try {
    return await startExperiment({ database }, designLike(changes));
  } finally {
    await database.close();
  }
}

async function agreeAndAnswer(page: Page, address: string, check: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: "Agree and take part" }).click();
  await answerQuestions(page, check);
}

async function answerQuestions(page: Page, check: string): Promise<void> {
  await page.getByRole("spinbutton", { name: "How old are you?" }).fill("42");
  await page.getByRole("radio", { name: check }).check();
  await page.getByRole("button", { name: "Send the answers" }).click();
}

test("two people go through a study, on a phone and on a desktop", async ({ newPlayer }) => {
  test.setTimeout(180_000);
  const { code } = await studyWith({ arms: PEOPLE, questionnaire: QUESTIONS, matches: 1 });
  const [phone, desktop] = [
    await newPlayer({ viewport: PHONE }),
    await newPlayer({ viewport: DESKTOP }),
  ];
  for (const [page, id] of [
    [phone, "p1"],
    [desktop, "<b>p2"],
  ] as const) {
    const link = `/study/${code}?PROLIFIC_PID=${encodeURIComponent(id)}&STUDY_ID=s&other=x`;
    await agreeAndAnswer(page, link, "blue");
    await expect(headline(page)).toHaveText("Ready?");
    await page.getByRole("button", { name: "Begin" }).click();
  }
  await Promise.all([seated(phone), seated(desktop)]);
  const tab = await desktop.context().newPage();
  await tab.goto(`/study/${code}`);
  expect(await seated(tab)).toBe(desktop.url());
  await tab.close();

  await say(phone, "from the phone");
  await expect(lines(desktop, "from the phone")).toHaveCount(1);
  await makeGuess(phone, 0.2, "asked nothing");
  await makeGuess(desktop, 0.9, "was too quick");
  for (const page of [phone, desktop]) {
    await expect(headline(page)).toHaveText("That one is over", IN_GOOD_TIME);
    await expect(page.getByText(/A human|An AI|A participant/)).toHaveCount(0);
    await page.getByRole("link", { name: "Go on with the study" }).click();
    await expect(headline(page)).toHaveText("That was all");
    await expect(page.getByText("DONE-1234")).toBeVisible();
    await expect(page.getByText("A person", { exact: true })).toBeVisible();
  }
  await expect(phone.getByText("You said 20 % AI: right.")).toBeVisible();
  await expect(desktop.getByText("You said 90 % AI: wrong.")).toBeVisible();
  await desktop.getByRole("link", { name: /^The conversation/ }).click();
  await expect(headline(desktop)).toHaveText("A human");
  await desktop.getByRole("link", { name: "Go back to the study" }).click();
  await expect(headline(desktop)).toHaveText("That was all");

  await phone.getByRole("link", { name: "Withdraw your consent" }).click();
  await phone.getByRole("button", { name: "Withdraw it" }).click();
  await expect(phone.getByText(/Your consent is withdrawn/)).toBeVisible();
  await expect(phone.getByText("DONE-1234")).toBeVisible();
});

test("without scripts one agrees, answers, waits and leaves", async ({ newPlayer }) => {
  const language = {
    kind: "text" as const,
    name: "language",
    text: "What is your first language?",
  };
  const questionnaire = [...QUESTIONS, language];
  const { code } = await studyWith({ arms: PEOPLE, questionnaire });
  const page = await newPlayer({ javaScriptEnabled: false, viewport: PHONE });
  await page.goto(`/study/${code}`);
  await page.getByRole("button", { name: "Agree and take part" }).click();
  // Nothing but spaces is enough for the browser, and no answer.
  await page.getByRole("textbox", { name: "What is your first language?" }).fill("   ");
  await answerQuestions(page, "blue");
  await expect(page.getByText("This needs an answer.")).toBeVisible();
  await expect(page.getByRole("spinbutton", { name: "How old are you?" })).toHaveValue("42");
  await expect(page.getByRole("radio", { name: "blue" })).toBeChecked();
  await page.getByRole("textbox", { name: "What is your first language?" }).fill("Dutch");
  await page.getByRole("button", { name: "Send the answers" }).click();
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(headline(page)).toHaveText("A partner is being found");
  await page.getByRole("button", { name: "Stop waiting" }).click();
  await page.getByText("Leave the study", { exact: true }).click();
  await page.getByRole("button", { name: "Leave for good" }).click();
  await expect(headline(page)).toHaveText("You have left");
  await expect(page.getByText("LEFT-1234")).toBeVisible();
});

test("a failed attention check ends it; the recruiter is gone back to with the code", async ({
  page,
}) => {
  const redirect = "https://recruiter.example/back?cc={code}";
  const { code } = await studyWith({ arms: PEOPLE, questionnaire: QUESTIONS, redirect });
  await agreeAndAnswer(page, `/study/${code}`, "red");
  await expect(headline(page)).toHaveText("It ends here");
  const back = page.getByRole("link", { name: "Go back to where you came from" });
  await expect(back).toHaveAttribute("href", "https://recruiter.example/back?cc=ATTN-1234");
});

test("links that lead nowhere say so plainly", async ({ page }) => {
  const { code } = await studyWith({ arms: PEOPLE });
  const statusOf = async (address: string) => (await page.goto(address))?.status();
  expect(await statusOf(`/study/${code}?PROLIFIC_PID=a&PROLIFIC_PID=b`)).toBe(400);
  await expect(headline(page)).toHaveText("Not understood");
  expect(await statusOf("/study/nothing")).toBe(404);
  expect(await statusOf(`/study/${code}?try=${code}`)).toBe(404);
  expect(await statusOf(`/study/${code}?PROLIFIC_PID=%3Cscript%3Ealert(1)%3C/script%3E`)).toBe(200);
});

test("every page of a study can be used by everybody", async ({ page }) => {
  test.setTimeout(120_000);
  const { code } = await studyWith({ arms: PEOPLE, questionnaire: QUESTIONS });
  const look = async (name: string) => {
    await expectAccessible(page, name);
    await expectNarrow(page, name);
  };
  await page.goto(`/study/${code}`);
  await look("intro");
  await page.getByRole("button", { name: "Agree and take part" }).click();
  await expect(headline(page)).toHaveText("A few questions");
  await look("questions");
  await answerQuestions(page, "blue");
  await expect(headline(page)).toHaveText("Ready?");
  await look("ready");
  await page.getByRole("button", { name: "Begin" }).click();
  await expect(headline(page)).toHaveText("A partner is being found");
  await look("waiting");
  await page.goto(`/study/${code}/withdraw`);
  await look("withdrawal");
  await page.getByRole("button", { name: "Withdraw it" }).click();
  await expect(headline(page)).toHaveText("You have left");
  await look("end");
  await page.goto("/me");
  await expect(page.getByRole("link", { name: "Who writes here", exact: true })).toBeVisible();
  await look("list");
});
