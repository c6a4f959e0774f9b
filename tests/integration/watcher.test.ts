import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startPlaySite } from "../play-site.ts";
import { isAnswered, Player, sitTogether } from "../players.ts";
import { toldBy } from "../recording.ts";
import { WireClient } from "../wire.ts";

vi.setConfig({ testTimeout: 120_000 });

/** A chat of two minutes takes thirty seconds, a wave of the ruleset six. */
const TIME_SCALE = 4;
/** Two who wait together meet each other; who is alone meets an AI. */
const RULESET = "people-duel";

const WINDOWS = ["day", "week", "all"];
const BOARDS = ["detectives", "witnesses", "personas"];
const boards = BOARDS.flatMap((board) => WINDOWS.map((window) => `${board}?window=${window}`));

const PAGES = [
  ...["/", "/how", "/play", "/lobby", "/me", "/me/history", "/nowhere"],
  ...boards.map((board) => `/leaderboards/${board}`),
];
const CALLS = [
  ...["/api/v1/rulesets", "/api/v1/openapi.json", "/api/v1/lobby/events", "/api/v1/nowhere"],
  ...["/healthz", "/readyz", "/metrics", "/robots.txt"],
  ...boards.map((board) => `/api/v1/leaderboards/${board}`),
];

let web: string;
const players: Player[] = [];
const join = async () => {
  const player = await Player.join(web);
  players.push(player);
  return player;
};
beforeAll(async () => {
  web = (await startPlaySite(TIME_SCALE)).web.url;
});
afterAll(() => players.forEach((player) => player.close()));

/** Everything that a player may look at without a match of their own. */
async function look(watcher: WireClient, others: readonly string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const html = { headers: { Accept: "text/html" } };
  for (const page of PAGES) seen.set(page, toldBy(await watcher.get(page, html), null));
  for (const call of CALLS) seen.set(call, toldBy(await watcher.get(call), null));
  seen.set("joining", toldBy(await watcher.post("/api/v1/lobby", { ruleset: RULESET }), null));
  seen.set("leaving", toldBy(await watcher.delete("/api/v1/lobby"), null));
  for (const id of others) {
    const match = `/api/v1/matches/${id}`;
    const tried = [
      await watcher.get(match),
      await watcher.get(`${match}/events`),
      await watcher.get(`/matches/${id}`, html),
      await watcher.post(`${match}/messages`, { conversationId: id, body: "hi", clientId: "w" }),
      await watcher.post(`${match}/guesses`, { seat: "A", pAi: 0.5 }),
      await watcher.post(`${match}/typing`, { conversationId: id, on: true }),
    ];
    for (const [place, reply] of tried.entries())
      seen.set(`somebody's match, ${place}`, toldBy(reply, null));
  }
  return seen;
}

const NOBODYS = "01990000-0000-7000-8000-000000000000";

const differences = (before: Map<string, string>, after: Map<string, string>) =>
  [...before]
    .filter(([what, told]) => after.get(what) !== told)
    .map(([what, told]) => ({ what, told, then: after.get(what) }));

test("who watches from outside learns nothing of matches that others play", async () => {
  const watcher = new WireClient(web);
  await watcher.post("/api/v1/session", { handle: "Watcher" });
  const [one, two, alone] = await Promise.all([join(), join(), join()]);
  // The first look leaves the watcher a ticket that has ended, as every later one does.
  await look(watcher, [NOBODYS]);
  const idle = await look(watcher, [NOBODYS]);

  await sitTogether([one, two], RULESET);
  await Promise.all([one.say("hello, who is there?"), two.say("somebody else")]);
  const people = await look(watcher, [one.matchId]);
  expect(one.matchId).toBe(two.matchId);
  // Seen while it went on, and so is the other one below.
  expect([one, two].map(({ view }) => view.phase)).toEqual(["chatting", "chatting"]);

  await alone.sit(RULESET);
  await alone.ask("hello, who is there?");
  const machine = await look(watcher, [alone.matchId]);
  expect(isAnswered(alone.view)).toBe(true);
  expect(alone.view.phase).toBe("chatting");

  expect(differences(idle, people)).toEqual([]);
  expect(differences(people, machine)).toEqual([]);
  expect([...machine.values()].filter((told) => told.startsWith("500"))).toEqual([]);
  watcher.close();

  const kinds = await Promise.all(
    [one, alone].map(async (player) => {
      const seat = player.suspects()[0];
      await player.until(({ phase }) => phase === "guessing");
      await player.guess(0.5);
      const { reveal } = await player.until(({ phase }) => phase === "revealed");
      return reveal?.seats.find((each) => each.seat === seat)?.kind;
    }),
  );
  expect(kinds).toEqual(["human", "ai"]);
});
