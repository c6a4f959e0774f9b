import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagMatch, unflaggedMatches } from "../../db/flagging.ts";
import { advanceMatch, makeGuess, postMessage } from "../../db/play.ts";
import { viewOf } from "../../db/queries/views.ts";
import { rebuild } from "../../db/rebuild.ts";
import { replayRatings } from "../../db/replay.ts";
import { tickets } from "../../db/schema/lobby.ts";
import { matches, messages, seats } from "../../db/schema/matches.ts";
import { cases, flags } from "../../db/schema/moderation.ts";
import { standings } from "../../db/schema/scores.ts";
import type { Match } from "../../game/match.ts";
import { openModeration } from "../../worker/model/moderation.ts";
import { flagMatch as flagJob } from "../../worker/processors/flag-match.ts";
import { createPlayers, createRuleset, letPass, places, seat, testStores } from "../factories.ts";
import { startModel } from "../stores.ts";
import { workplaceFor } from "./worker-support.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
let model: string;
beforeAll(async () => {
  [stores, { url: model }] = await Promise.all([testStores(), startModel()]);
});
afterAll(() => stores.close());

type Players = readonly [string, string];

async function twoPlayers(): Promise<Players> {
  const [a, b] = await createPlayers(stores, 2);
  if (!a || !b) throw new Error("two players expected");
  return [a.id, b.id];
}

const rules = { aiShare: 0, ratedMinHumans: 2 };

interface Played {
  match: Match;
  players: Players;
}

/** A match that was played to its reveal: each line by one of the two, then both guesses. */
async function played(
  said: readonly (readonly [by: 0 | 1, text: string])[],
  { players, daysAgo = 0 }: { players?: Players; daysAgo?: number } = {},
): Promise<Played> {
  const both = players ?? (await twoPlayers());
  const { slug } = await createRuleset(stores, "quick-duel", rules);
  const [match] = await seat(stores, slug, both);
  if (!match) throw new Error("the wave opened no match");
  const { conversationId, seatFor } = places(match);
  const matchId = match.id;
  for (const [index, [by, text]] of said.entries()) {
    const actor = { playerId: both[by] };
    const clientId = `line ${index}`;
    const sent = await postMessage(stores, { matchId, actor, conversationId, text, clientId });
    if (!sent.ok && !sent.code.startsWith("message/")) throw new Error(sent.code);
  }
  await letPass(stores, matchId, 121_000);
  await advanceMatch(stores, matchId);
  for (const [by, about] of [both, both.toReversed()]) {
    if (!by || !about) continue;
    await makeGuess(stores, {
      ...{ matchId, actor: { playerId: by }, seat: seatFor(about).label, pAi: 0.2 },
    });
  }
  await advanceMatch(stores, matchId);
  if (daysAgo > 0) await moveBack(matchId, daysAgo);
  return { match, players: both };
}

/** As if the match had been played that long ago. */
async function moveBack(matchId: string, days: number) {
  const { orm } = stores.database;
  const earlier = sql`make_interval(days => ${days})`;
  await orm
    .update(seats)
    .set({ createdAt: sql`${seats.createdAt} - ${earlier}` })
    .where(eq(seats.matchId, matchId));
  await orm
    .update(matches)
    .set({ endedAt: sql`${matches.endedAt} - ${earlier}` })
    .where(eq(matches.id, matchId));
}

const TALK = [
  [0, "hey there, how was your day"],
  [1, "not bad, mostly rain over here"],
] as const;

async function flagsOf({ match }: Played) {
  const rows = await stores.database.orm
    .select()
    .from(flags)
    .where(eq(flags.matchId, match.id))
    .orderBy(flags.id);
  return rows.map(({ kind, detail, caseId }) => ({
    kind,
    rule: detail.rule,
    cased: caseId !== null,
  }));
}

async function caseOf({ match }: Played) {
  const [found] = await stores.database.orm.select().from(cases).where(eq(cases.matchId, match.id));
  return found;
}

async function ratedOf({ match }: Played) {
  const [row] = await stores.database.orm
    .select({ rated: matches.rated, reason: matches.ratedReason })
    .from(matches)
    .where(eq(matches.id, match.id));
  return row;
}

describe("a revealed match is read by the rules", () => {
  test("and nothing is found in ordinary talk", async () => {
    const game = await played(TALK);
    await flagMatch(stores, game.match.id);
    expect(await flagsOf(game)).toEqual([]);
    expect(await caseOf(game)).toBeUndefined();
    expect(await ratedOf(game)).toEqual({ rated: true, reason: "rated" });
  });

  test("once, and no more by a second job or by many at once", async () => {
    const game = await played([...TALK, [0, "you retard"]]);
    await Promise.all(Array.from({ length: 5 }, () => flagMatch(stores, game.match.id)));
    await flagMatch(stores, game.match.id);
    expect(await flagsOf(game)).toEqual([{ kind: "slur", rule: "retard", cased: false }]);
  });

  test("but not before its reveal", async () => {
    const players = await twoPlayers();
    const { slug } = await createRuleset(stores, "quick-duel", rules);
    const [match] = await seat(stores, slug, players);
    if (!match) throw new Error("no match");
    await flagMatch(stores, match.id);
    expect(await unflaggedMatches(stores, 0)).not.toContain(match.id);
    const [row] = await stores.database.orm
      .select({ at: matches.flaggedAt })
      .from(matches)
      .where(eq(matches.id, match.id));
    expect(row?.at).toBeNull();
  });

  test("and found by the sweep until it has been", async () => {
    const game = await played(TALK);
    expect(await unflaggedMatches(stores, 0)).toContain(game.match.id);
    expect(await unflaggedMatches(stores, 60_000)).not.toContain(game.match.id);
    await flagMatch(stores, game.match.id);
    expect(await unflaggedMatches(stores, 0)).not.toContain(game.match.id);
  });

  test("three insults by one seat are a case, with their flags", async () => {
    const game = await played([...TALK, [0, "you retard"], [0, "slut"], [0, "stupid cunt"]]);
    await flagMatch(stores, game.match.id);
    expect((await flagsOf(game)).map(({ cased }) => cased)).toEqual([true, true, true]);
    expect(await caseOf(game)).toMatchObject({ state: "open", priority: 60 });
  });

  test("so is a threat that was refused before delivery", async () => {
    const game = await played([...TALK, [0, "i will kill you"]]);
    const refused = and(eq(flags.matchId, game.match.id), sql`${flags.refusedText} is not null`);
    await expect
      .poll(() => stores.database.orm.select().from(flags).where(refused))
      .toHaveLength(1);
    await flagMatch(stores, game.match.id);
    expect(await caseOf(game)).toMatchObject({ priority: 80 });
    expect(await flagsOf(game)).toEqual([{ kind: "threat", rule: "violence", cased: true }]);
  });

  test("the same text four times is a flood", async () => {
    const four = Array.from({ length: 4 }, () => [1, "answer me, come on!"] as const);
    const game = await played([...TALK, ...four]);
    await flagMatch(stores, game.match.id);
    expect(await flagsOf(game)).toEqual([{ kind: "flood", rule: "repeated", cased: false }]);
  });

  test("a long text copied into match after match of a day is one, and a case", async () => {
    const pitch = "come and see what my new channel has to say about winning every single time";
    const [a] = await twoPlayers();
    const with_ = async (daysAgo = 0) => {
      const [b] = await twoPlayers();
      return played([[0, pitch], TALK[1]], { players: [a, b], daysAgo });
    };
    const old = await with_(3);
    for (let game = 0; game < 3; game++) await with_();
    const fourth = await with_();
    await flagMatch(stores, fourth.match.id);
    expect(await flagsOf(fourth)).toEqual([]);
    const fifth = await with_();
    await flagMatch(stores, fifth.match.id);
    expect(await flagsOf(fifth)).toEqual([{ kind: "flood", rule: "copied", cased: true }]);
    await flagMatch(stores, old.match.id);
    expect(await flagsOf(old)).toEqual([]);
  });
});

/** What the books of the two say that their matches do not. */
async function wrongFor({ players }: Played) {
  const differences = await rebuild(stores.database, { check: true });
  return differences.filter(({ row }) => players.some((playerId) => row.includes(playerId)));
}

describe("two who seem to play together", () => {
  const hintsIn = async (game: Played) => {
    await flagMatch(stores, game.match.id);
    return (await flagsOf(game)).filter(({ kind }) => kind === "collusion").map(({ rule }) => rule);
  };

  test("by one device some days apart: unrated, and the books agree", async () => {
    const game = await played(TALK);
    expect(await ratedOf(game)).toMatchObject({ rated: true });
    for (const playerId of game.players)
      await stores.database.orm
        .update(tickets)
        .set({ device: "the same browser" })
        .where(eq(tickets.playerId, playerId));
    expect(await hintsIn(game)).toEqual(["same-device"]);
    expect(await ratedOf(game)).toEqual({ rated: false, reason: "suspected-collusion" });
    await replayRatings(stores, game.match.id);
    expect(await wrongFor(game)).toEqual([]);
    const view = await viewOf(stores, game.match.id, game.players[0]);
    expect(view?.reveal).toMatchObject({ rated: false, ratedReason: "suspected-collusion" });
    expect(await caseOf(game)).toMatchObject({ priority: 25 });
  });

  test("by a phrase that they keep for each other", async () => {
    const secret = [0, "purple giraffe at midnight"] as const;
    const first = await played([secret, TALK[1]], { daysAgo: 40 });
    const { players } = first;
    await played([secret, TALK[1]], { players, daysAgo: 30 });
    const third = await played([TALK[0], [1, "so purple giraffe at midnight?"]], {
      players,
      daysAgo: 20,
    });
    expect(await hintsIn(third)).toEqual(["same-phrases"]);
  });

  test("but not by a phrase that others say too", async () => {
    const first = await played(TALK, { daysAgo: 40 });
    const { players } = first;
    await played(TALK, { players, daysAgo: 30 });
    const third = await played(TALK, { players, daysAgo: 20 });
    expect(await hintsIn(third)).toEqual([]);
  });

  test("by meeting often, and hardly anybody else", async () => {
    const players = await twoPlayers();
    const said = (n: number) => [[0, `line ${n} of mine`], TALK[1]] as const;
    for (const daysAgo of [12, 9, 8]) await played(said(daysAgo), { players, daysAgo });
    const fourth = await played(said(0), { players });
    expect(await hintsIn(fourth)).toEqual(["often-paired"]);
  });

  test("by being right more often than strangers let one be", async () => {
    const game = await played(TALK);
    const [a] = game.players;
    const board = and(
      eq(standings.subjectId, a),
      eq(standings.board, "detectives"),
      eq(standings.window, "all"),
      eq(standings.scope, "all"),
    );
    const before = await stores.database.orm.select().from(standings).where(board);
    expect(before).toHaveLength(1);
    const set = (games: number, correct: number) =>
      stores.database.orm.update(standings).set({ games, correct }).where(board);
    // What everybody else reaches together.
    const [row] = before;
    if (!row) throw new Error("a standing expected");
    const others = { ...row, subjectId: randomUUID(), games: 9000, correct: 5000 };
    await stores.database.orm.insert(standings).values(others);
    await set(300, 299);
    expect(await hintsIn(game)).toEqual(["impossible-accuracy"]);
    await replayRatings(stores, game.match.id);
    expect(await wrongFor(game)).toEqual([]);
  });
});

describe("a moderation model", () => {
  const workplace = (name: string, refusal: string | null = null) => {
    const outcomes: string[] = [];
    const provider = { name: "own", output: "json_schema", concurrency: 8 } as const;
    const moderation = openModeration(
      { ...provider, baseUrl: model, apiKey: "scripted" },
      {
        model: name,
        refusal: () => Promise.resolve(refusal),
        onCall: (outcome) => outcomes.push(outcome),
      },
    );
    return { ...workplaceFor(stores, model), moderation, outcomes };
  };

  test("adds its flags, with a case for what is grave, and once", async () => {
    const game = await played([...TALK, [0, "you will regret this"], [1, "you idiot"]]);
    const here = workplace("scripted");
    await flagJob(here, { matchId: game.match.id });
    await flagJob(here, { matchId: game.match.id });
    expect(await flagsOf(game)).toEqual([
      { kind: "model", rule: "harassment/threatening", cased: true },
      { kind: "model", rule: "harassment", cased: true },
    ]);
    expect(await caseOf(game)).toMatchObject({ priority: 60, version: 1 });
    expect(here.outcomes).toEqual(["ok", "ok"]);
  });

  test("that is down leaves the rules' flags, and the job to be tried again", async () => {
    const game = await played([...TALK, [0, "you retard"]]);
    const here = workplace("scripted-500");
    await expect(flagJob(here, { matchId: game.match.id })).rejects.toThrow(/status-500/);
    expect(await flagsOf(game)).toEqual([{ kind: "slur", rule: "retard", cased: false }]);
  });

  test("is not asked while the switch is off or the budget spent", async () => {
    const game = await played([...TALK, [0, "you idiot"]]);
    const here = workplace("scripted", "budget-day");
    await flagJob(here, { matchId: game.match.id });
    expect(here.outcomes).toEqual([]);
    expect(await flagsOf(game)).toEqual([]);
  });
});

test("messages of a match stay as they were", async () => {
  const game = await played([...TALK, [0, "you retard"]]);
  const read = () =>
    stores.database.orm.select().from(messages).where(eq(messages.matchId, game.match.id));
  const before = await read();
  await flagMatch(stores, game.match.id);
  expect(await read()).toEqual(before);
});
