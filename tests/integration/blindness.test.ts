import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { matchFrames } from "../../app/api/schemas.ts";
import { type Observed, observe } from "../observer.ts";
import { startPlaySite } from "../play-site.ts";
import { type Entry, instantOf } from "../recording.ts";

vi.setConfig({ testTimeout: 120_000 });

/** A minute takes twelve seconds. */
const TIME_SCALE = 5;
const MOST_WAVES = 4;

let web: string;
const seen: Observed[] = [];
beforeAll(async () => {
  web = (await startPlaySite(TIME_SCALE)).web.url;
});
afterAll(() => seen.forEach(({ player }) => player.close()));

type Kind = "human" | "ai";

/** Who sits in a conversation besides the player. */
function kindIn({ player }: Observed, conversationId: string): Kind {
  const { conversations, you, reveal } = player.view;
  const seats = conversations.find(({ id }) => id === conversationId)?.seats ?? [];
  const kind = reveal?.seats.find(({ seat }) => seat !== you.seat && seats.includes(seat))?.kind;
  if (!kind) throw new Error("a conversation with nobody");
  return kind;
}

/** What was told about partners of a kind; only what belongs to a conversation where there are two. */
function toldAbout(kind: Kind, observed: readonly Observed[]): Entry[] {
  return observed.flatMap((one) => {
    const [first, ...others] = one.player.view.conversations;
    const only = others.length === 0 ? first?.id : undefined;
    return one.entries.filter(({ conversationId = only }) => {
      return conversationId !== undefined && kindIn(one, conversationId) === kind;
    });
  });
}

const byKey = (entries: readonly Entry[]) =>
  new Map(
    [...Map.groupBy(entries, ({ key }) => key)].map(([key, same]) => [
      key,
      [...new Set(same.map(({ told }) => told))],
    ]),
  );

/** What both kinds were seen with, and what of it was told differently. */
function compared(observed: readonly Observed[]) {
  const human = byKey(toldAbout("human", observed));
  const ai = byKey(toldAbout("ai", observed));
  const common = [...human.keys()].filter((key) => ai.has(key));
  const leaks = common.flatMap((key) => {
    const sides = { people: human.get(key) ?? [], machines: ai.get(key) ?? [] };
    return [
      ...onlyIn(sides.people, sides.machines).map((part) => `${key}: only people: ${part}`),
      ...onlyIn(sides.machines, sides.people).map((part) => `${key}: only machines: ${part}`),
    ];
  });
  return { common, leaks };
}

/** What one side was told and the other was not, from where they part. */
function onlyIn(side: readonly string[], other: readonly string[]): string[] {
  return side
    .filter((told) => !other.includes(told))
    .map((told) => {
      const like = other[0] ?? "";
      let at = 0;
      while (at < told.length && told[at] === like[at]) at += 1;
      const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
      return `${around(told)} / ${around(like)}`;
    });
}

/** Lets people play in waves until everything that is to be compared was seen with both kinds. */
async function observeBoth(ruleset: string, people: number, needed: readonly string[]) {
  const observed: Observed[] = [];
  for (let wave = 0; wave < MOST_WAVES; wave++) {
    const here = await Promise.all(Array.from({ length: people }, () => observe(web, ruleset)));
    observed.push(...here);
    seen.push(...here);
    const { common } = compared(observed);
    const missing = needed.filter((what) => !common.some((key) => key.startsWith(what)));
    if (missing.length === 0) return compared(observed);
    if (wave === MOST_WAVES - 1) throw new Error(`never seen with both kinds: ${missing.join()}`);
  }
  throw new Error("no wave");
}

const ALWAYS = ["message of mine", "message of theirs", "typing"];
const IN_PAIRS = [
  ...ALWAYS,
  ...["view in", "page in", "data in", "frame in", "phase guessing", "lobby waiting"],
  ...[
    "too long",
    "empty",
    "a link",
    "a threat",
    "a number",
    "report",
    "elsewhere",
    "nowhere",
    "own seat",
    "survey",
    "dots",
  ],
  ...["no match", "no method", "said again", "guess while"],
];

describe.concurrent("before the reveal an AI and a person look alike", () => {
  test.each([
    ["mixed-duel", 8, [...IN_PAIRS, "too early", "guess again"]],
    ["mixed-turns", 8, [...IN_PAIRS, "turn", "said out of turn"]],
    ["mixed-interrogation", 8, [...IN_PAIRS, "turn", "said out of turn"].filter(isNotPhase)],
    ["mixed-three-party", 4, [...ALWAYS, "turn"]],
  ])("in %s", async (ruleset, people, needed) => {
    const { common, leaks } = await observeBoth(ruleset, people, needed);
    expect(common.length).toBeGreaterThanOrEqual(needed.length);
    expect(leaks).toEqual([]);
  });
});

function isNotPhase(what: string): boolean {
  return what !== "phase guessing";
}

describe("in everything that came before the reveal", () => {
  test("frames count without gaps", () => {
    expect(seen.flatMap(({ player }) => player.sight.problems)).toEqual([]);
  });

  test("no word betrays a kind", () => {
    const telling = /"(kind|occupant|persona\w*|model|playerId|name|seed|generat\w*)"/;
    const texts = seen.flatMap((one) => one.texts);
    expect(texts.length).toBeGreaterThan(500);
    expect(texts.filter((text) => telling.test(text))).toEqual([]);
  });

  test("ids are made by Postgres as things happen", () => {
    const messages = seen.flatMap(({ player }) =>
      player.sight.frames.flatMap(({ event, data }) =>
        event === "message" ? [matchFrames.message.parse(data).message] : [],
      ),
    );
    const off = messages.map(({ id, at }) => Math.abs(instantOf(id) - Date.parse(at)));
    expect(off.length).toBeGreaterThan(50);
    expect(Math.max(...off)).toBeLessThan(50);
    for (const { player } of seen) {
      const { id, conversations, now } = matchFrames.view.parse(player.sight.frames[0]?.data);
      for (const each of [id, ...conversations.map((conversation) => conversation.id)])
        expect(Date.parse(now) - instantOf(each)).toBeLessThan(5000);
    }
  });
});
