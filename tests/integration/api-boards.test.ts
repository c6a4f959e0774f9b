import { beforeAll, describe, expect, test } from "vitest";
import { leaderboardReply, type LeaderboardPage } from "../../app/api/schemas.ts";
import { boardRows } from "../../db/queries/leaderboards.ts";
import { personas } from "../../db/schema/personas.ts";
import { players } from "../../db/schema/players.ts";
import { standings } from "../../db/schema/scores.ts";
import { windowStart } from "../../game/standings.ts";
import { wilson } from "../../game/statistics.ts";
import { type Site, startSite } from "../site.ts";

type Standing = typeof standings.$inferInsert;

let site: Site;
beforeAll(async () => {
  site = await startSite({ env: { LEADERBOARD_MIN_GAMES: "6", LEADERBOARD_MIN_PARTNERS: "3" } });
});

async function page(query: string, board = "detectives"): Promise<LeaderboardPage> {
  const reply = await site.stranger().get(`/api/v1/leaderboards/${board}${query}`);
  expect(reply.status, reply.text).toBe(200);
  return leaderboardReply.parse(reply.json);
}

/** People with standings; each test has a scope, a board of its own. */
async function stand(scope: string, rows: { handle: string; is: Partial<Standing> }[]) {
  const made = await site.stores.database.orm
    .insert(players)
    .values(rows.map(({ handle }) => ({ handle })))
    .returning();
  const base = {
    board: "detectives",
    window: "all",
    windowStart: "1970-01-01",
    scope,
    games: 10,
    correct: 5,
    partners: 5,
    rating: 1500,
    ratingDeviation: 50,
  } as const;
  const values = rows.map((row, index) => {
    const whole = { ...base, subjectId: made[index]?.id ?? "", ...row.is };
    const { rating, ratingDeviation: deviation } = whole;
    return { lower: rating - 2 * deviation, upper: rating + 2 * deviation, ...whole };
  });
  await site.stores.database.orm.insert(standings).values(values);
}

const ranks = ({ entries }: LeaderboardPage) => entries.map(({ name, rank }) => [name, rank]);

describe("a board", () => {
  test("is planned once by a connection, not for every page", async () => {
    await stand(
      "planned",
      [{ handle: "first" }, { handle: "second" }].map((who) => ({ ...who, is: {} })),
    );
    const { reader } = site.stores;
    const place = {
      board: "detectives",
      window: "all",
      windowStart: "1970-01-01",
      scope: "planned",
      minGames: 6,
      minPartners: 3,
    } as const;
    // One after the other, they all take the same connection.
    for (let at = 0; at < 10; at++)
      expect(await boardRows(reader, place, null, 51)).toHaveLength(2);
    const { rows } = await reader.pool.query(
      `select generic_plans::int as once, custom_plans::int as anew
       from pg_prepared_statements where name = 'board-rows'`,
    );
    expect(rows).toEqual([{ once: 10, anew: 0 }]);
  });

  test("is ordered by the lower bound; a rank counts only whom the intervals tell apart", async () => {
    await stand("ranks", [
      { handle: "wide", is: { rating: 1700, ratingDeviation: 150 } },
      { handle: "best", is: { rating: 1800, ratingDeviation: 30 } },
      { handle: "near", is: { rating: 1750, ratingDeviation: 30 } },
      { handle: "last", is: { rating: 1200, ratingDeviation: 20 } },
    ]);
    const best = await page("?ruleset=ranks");
    // near reaches 1810, wide reaches 2000: neither is beaten by best's 1740. last is, by all.
    expect(ranks(best)).toEqual([
      ["best", 1],
      ["near", 1],
      ["wide", 1],
      ["last", 4],
    ]);
  });

  test("does not count an equal bound as beaten", async () => {
    await stand("equal", [
      { handle: "above", is: { lower: 1600, upper: 1700 } },
      { handle: "below", is: { lower: 1500, upper: 1600 } },
      { handle: "clear", is: { lower: 1400, upper: 1499 } },
    ]);
    expect(ranks(await page("?ruleset=equal"))).toEqual([
      ["above", 1],
      ["below", 1],
      ["clear", 3],
    ]);
  });

  test("lists who has games and partners enough, and says what is enough", async () => {
    await stand("listed", [
      { handle: "enough", is: { games: 6, correct: 3, partners: 3 } },
      { handle: "few games", is: { games: 5, correct: 5, partners: 5 } },
      { handle: "few partners", is: { games: 50, partners: 2 } },
    ]);
    const listed = await page("?ruleset=listed");
    expect(listed).toMatchObject({ minGames: 6, minPartners: 3 });
    expect(ranks(listed)).toEqual([["enough", 1]]);
    expect(listed.entries[0]).toMatchObject({ guest: true, games: 6, correct: 3, rate: 0.5 });
    const { low, high } = wilson(3, 6);
    expect(listed.entries[0]).toMatchObject({ rateLow: low, rateHigh: high });
  });

  test.each(["day", "week"] as const)(
    "of the %s asks for a quarter of the games",
    async (window) => {
      const own = { window, windowStart: windowStart(window, Date.now()), partners: 0 };
      const scope = `short-${window}`;
      await stand(scope, [
        { handle: "two", is: { games: 2, correct: 1, ...own } },
        { handle: "one", is: { games: 1, correct: 1, ...own } },
        { handle: "long ago", is: { ...own, windowStart: "2020-01-06" } },
      ]);
      const found = await page(`?window=${window}&ruleset=${scope}`);
      expect(found).toMatchObject({ minGames: 2, minPartners: 0 });
      expect(ranks(found)).toEqual([["two", 1]]);
    },
  );

  test("goes on page by page without a gap or a repetition, ties included", async () => {
    await stand(
      "long",
      Array.from({ length: 120 }, (_, n) => ({
        handle: `p${n}`,
        is: { rating: 1500 + (n % 7) * 10, ratingDeviation: 2 },
      })),
    );
    const pages: LeaderboardPage[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const next: LeaderboardPage = await page(`?ruleset=long&cursor=${cursor}`);
      pages.push(next);
      cursor = next.nextCursor;
    }
    const entries = pages.flatMap((one) => one.entries);
    expect(pages.map((one) => one.entries.length)).toEqual([50, 50, 20]);
    expect(new Set(entries.map(({ name }) => name)).size).toBe(120);
    for (const { rank, rating } of entries) {
      const beaten = entries.filter((other) => other.rating - 4 > rating + 4).length;
      expect(rank).toBe(1 + beaten);
    }
  });

  test("counts ranks far down a long board, too", async () => {
    const ratings = Array.from({ length: 2300 }, (_, n) => 3000 - n);
    await stand(
      "endless",
      ratings.map((rating) => ({ handle: `r${rating}`, is: { rating, ratingDeviation: 5 } })),
    );
    const edge = [800 - 10, "00000000-0000-0000-0000-000000000000"];
    const cursor = Buffer.from(JSON.stringify(edge)).toString("base64url");
    const { entries } = await page(`?ruleset=endless&cursor=${cursor}`);
    expect(entries[0]).toMatchObject({ name: "r800", rating: 800 });
    // r800 reaches 810; the bounds of all above 820 beat it.
    expect(entries.slice(0, 3).map(({ rank }) => rank)).toEqual([2181, 2182, 2183]);
  });

  test("of the personas shows codenames, never what they are", async () => {
    const [persona] = await site.stores.database.orm.select().from(personas).limit(1);
    if (!persona) throw new Error("no persona is seeded");
    await site.stores.database.orm.insert(standings).values({
      board: "personas",
      window: "all",
      windowStart: "1970-01-01",
      scope: "all",
      subjectId: persona.id,
      games: 286,
      correct: 208,
      partners: 80,
      rating: 1600,
      ratingDeviation: 40,
      lower: 0.673,
      upper: 0.776,
    });
    const { entries } = await page("", "personas");
    expect(entries).toMatchObject([{ name: persona.codename, guest: false, correct: 208 }]);
    expect(entries[0]?.rateLow).toBeCloseTo(0.673, 3);
    expect(entries[0]?.rateHigh).toBeCloseTo(0.776, 3);
  });
});
