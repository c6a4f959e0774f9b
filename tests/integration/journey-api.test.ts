import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matchFrames } from "../../app/api/schemas.ts";
import { type Contract, readContract } from "../contract.ts";
import { playOut } from "../play-out.ts";
import { startPlaySite } from "../play-site.ts";
import { Player, sitTogether } from "../players.ts";

/** Two minutes take ten seconds. */
const TIME_SCALE = 12;

let web: string;
let contract: Contract;
const players: Player[] = [];

beforeAll(async () => {
  web = (await startPlaySite(TIME_SCALE)).web.url;
  contract = await readContract(web);
});
afterAll(() => players.forEach((player) => player.close()));

async function join(): Promise<Player> {
  const player = await Player.join(web, contract);
  players.push(player);
  return player;
}

const lines = ["hello there", "what did you do today?", "really, why is that?"];
const script = { lines, pAi: 0.7, paceMs: 100 };

/** Whether everything that a player sent is there, and its stream kept its promises. */
function expectAllWell(player: Player): void {
  expect(player.sight.problems).toEqual([]);
  const seen = player.view.conversations.flatMap(({ messages }) => messages);
  for (const { id, outcome } of player.messages)
    if (outcome === "confirmed")
      expect(seen.filter((message) => message.id === id)).toHaveLength(1);
}

/** Every message comes from the seat whose turn it is. */
function expectTurns({ sight }: Player): void {
  let turn: string | null = null;
  for (const { event, data } of sight.frames) {
    if (event === "turn") turn = matchFrames.turn.parse(data).seat;
    if (event !== "message") continue;
    const { seat } = matchFrames.message.parse(data).message;
    if (turn !== null) expect(seat).toBe(turn);
  }
}

const kindsIn = ({ view }: Player) => view.reveal?.seats.map(({ kind }) => kind).toSorted();

describe.concurrent("from a session to the reveal, by API alone", () => {
  test("quick-duel against a hidden AI", async () => {
    const player = await join();
    await player.sit("quick-duel");
    const ended = await playOut(player, script);
    expectAllWell(player);
    expect(kindsIn(player)).toEqual(["ai", "human"]);
    const theirs = ended.conversations[0]?.messages.filter(({ seat }) => seat !== ended.you.seat);
    expect(theirs?.length).toBeGreaterThan(0);
    expect(ended.reveal).toMatchObject({ rated: false, ratedReason: "too-few-players" });
    expect(ended.reveal?.points).toContainEqual(
      expect.objectContaining({ seat: ended.you.seat, as: "detective", points: 64 }),
    );
    expect((await player.survey({ playedAsSelf: true, knewPartner: false })).status).toBe(204);
    await expectAfterwards(player);
  });

  test("human-or-not, in turns", async () => {
    const player = await join();
    await player.sit("human-or-not");
    const ended = await playOut(player, script);
    expectAllWell(player);
    expect(kindsIn(player)).toEqual(["ai", "human"]);
    expect(ended.conversations[0]?.messages.length).toBeGreaterThanOrEqual(2);
    expectTurns(player);
  });

  test("interrogation, decided early with confidence, reason and tells", async () => {
    const player = await join();
    await player.sit("interrogation");
    expect(player.view.you.role).toBe("interrogator");
    const asked = await player.ask("what is the weather like where you are?");
    const answer = asked.conversations[0]?.messages.at(-1);
    const reason = "it answered like a book";
    const guess = { confidence: 0.8, reason, tells: answer ? [answer.id] : [] };
    expect(await player.guess(0.9, guess)).toMatchObject({ outcome: "confirmed" });
    const ended = await player.until(({ reveal }) => reveal !== null);
    expectAllWell(player);
    expect(ended.reveal?.endReason).toBe("guessed");
    expect(ended.guesses).toEqual([expect.objectContaining({ pAi: 0.9 })]);
  });

  test("three-party, twice: two people and an AI, who swap roles", async () => {
    const pair = await Promise.all([join(), join()]);
    const roles: string[][] = [];
    while (roles.length < 2) {
      const again = await Promise.all(pair.map((player) => sitAgain(player, "three-party")));
      await Promise.all(again.map((player) => playOut(player, { ...script, guessAfter: 2 })));
      again.forEach(expectAllWell);
      expect(again.map(kindsIn)).toEqual([1, 2].map(() => ["ai", "human", "human"]));
      roles.push(again.map(({ view }) => view.you.role));
    }
    expect(roles[0]?.toSorted()).toEqual(["interrogator", "witness"]);
    expect(roles[1]).toEqual(roles[0]?.toReversed());
  });

  test("two people, one of whom loses the line on the way", async () => {
    const [a, b] = await Promise.all([join(), join()]);
    const pair = [a, b];
    await sitTogether(pair, "people-duel");
    expect(a.matchId).toBe(b.matchId);
    await Promise.all([resume(a, b), ...pair.map((player) => playOut(player, script))]);
    pair.forEach(expectAllWell);
    expect(pair.map(kindsIn)).toEqual([1, 2].map(() => ["human", "human"]));
    const orders = pair.map(({ view }) => view.conversations[0]?.messages.map(({ id }) => id));
    expect(orders[0]).toHaveLength(6);
    expect(orders[1]).toEqual(orders[0]);
    await expectEnded(a);
  });
});

test("everything that was said by the API fits its own description", () => {
  expect(contract.problems).toEqual([]);
  const said = [...contract.fitting.keys()];
  expect(said).toEqual(
    expect.arrayContaining([
      "POST /api/v1/session 201",
      "GET /api/v1/rulesets 200",
      "POST /api/v1/lobby 202",
      "DELETE /api/v1/lobby 204",
      "GET /api/v1/matches/{matchId} 200",
      "GET /api/v1/matches/{matchId}/events 204",
      "POST /api/v1/matches/{matchId}/messages 201",
      "POST /api/v1/matches/{matchId}/guesses 201",
      "POST /api/v1/matches/{matchId}/survey 204",
      "GET /api/v1/leaderboards/{board} 200",
      ...["waiting", "seated", "ended"].map((event) => `Lobby ${event}`),
      ...["view", "message", "turn", "typing", "phase", "reveal"].map((event) => `Match ${event}`),
    ]),
  );
});

/** Plays on under the same session. */
async function sitAgain(player: Player, ruleset: string): Promise<Player> {
  const again = player.again();
  await again.sit(ruleset);
  return again;
}

/** A second line: taken up again by the last id, it brings exactly what was missed. */
async function resume(a: Player, b: Player): Promise<void> {
  const first = await a.client.events(a.at("/events"));
  const view = await first.stream?.until(({ event }) => event === "view");
  first.stream?.close();
  await b.until(({ conversations }) => (conversations[0]?.messages.length ?? 0) >= 4);
  const second = await a.client.events(a.at("/events"), { lastEventId: view?.id });
  const came = await second.stream?.until(({ event }) => event === "reveal", 20_000);
  await a.until(({ reveal }) => reveal !== null);
  expect(came?.id).toBe(a.sight.lastId);
  const missed = second.stream?.frames.flatMap(({ id, event, data }) =>
    id === null ? [] : [{ id, event, data: event === "view" ? null : data }],
  );
  const whole = a.sight.frames.flatMap(({ id, event, data }) =>
    (id ?? 0) > (view?.id ?? 0) ? [{ id, event, data: event === "view" ? null : data }] : [],
  );
  expect(missed).toEqual(whole);
  expect(await second.stream?.ended).toBe("ended");
}

async function expectEnded(player: Player): Promise<void> {
  const lastId = player.sight.lastId ?? 0;
  const fresh = await player.client.events(player.at("/events"));
  expect(fresh.reply.status).toBe(204);
  const seen = await player.client.events(player.at("/events"), { lastEventId: lastId });
  expect(seen.reply.status).toBe(204);
  const missing = await player.client.events(player.at("/events"), {
    lastEventId: lastId - 2,
  });
  await missing.stream?.ended;
  expect(missing.stream?.frames.map(({ id }) => id)).toEqual([lastId - 1, lastId]);
  expect((await player.client.get(player.at())).json).toMatchObject({ phase: "revealed" });
}

/** What a player finds after a match: boards, pages and a lobby to come and go. */
async function expectAfterwards({ client, view }: Player): Promise<void> {
  for (const board of ["detectives", "witnesses", "personas"]) {
    const reply = await client.get(`/api/v1/leaderboards/${board}?window=day&ruleset=quick-duel`);
    expect(reply.json).toMatchObject({ entries: [] });
  }
  expect((await client.get("/api/v1/rulesets")).status).toBe(200);
  const html = { headers: { Accept: "text/html" } };
  expect(await client.get("/me", html)).toMatchObject({ status: 200 });
  const history = await client.get("/me/history", html);
  expect(history.text).toContain(view.ruleset.title);
  expect(history.text).toContain(view.id);
  const joined = await client.post("/api/v1/lobby", { ruleset: "three-party" });
  expect(joined.status).toBe(202);
  const { stream } = await client.events("/api/v1/lobby/events");
  await stream?.until(({ event }) => event === "waiting");
  expect((await client.delete("/api/v1/lobby")).status).toBe(204);
  expect(await stream?.until(({ event }) => event === "ended")).toMatchObject({
    data: { reason: "left" },
  });
}
