import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advanceMatch, leaveMatch, makeGuess } from "../../db/play.ts";
import { loadMatch } from "../../db/match-rows.ts";
import { matches } from "../../db/schema/matches.ts";
import { personas } from "../../db/schema/personas.ts";
import { waveCandidates } from "../../db/wave-candidates.ts";
import { holdWaves } from "../../db/waves.ts";
import { currentRound, type Match } from "../../game/match.ts";
import { drawMix } from "../../game/mix.ts";
import type { Ruleset } from "../../game/ruleset.ts";
import { createPlayers, createRuleset, letPass, places, seat, testStores } from "../factories.ts";

let stores: Awaited<ReturnType<typeof testStores>>;
beforeAll(async () => {
  stores = await testStores();
});
afterAll(() => stores.close());

async function slugs(): Promise<[string, string]> {
  const [one, two] = await stores.database.orm
    .select({ slug: personas.slug })
    .from(personas)
    .where(eq(personas.kind, "ai"))
    .limit(2);
  if (!one || !two) throw new Error("two personas expected");
  return [one.slug, two.slug];
}

/** One player alone against an AI, under a ruleset of its own or a given one. */
async function alone(mix: Ruleset["mix"], known?: Ruleset) {
  const ruleset = known ?? (await createRuleset(stores, "quick-duel", { aiShare: 1, mix }));
  const [player] = await createPlayers(stores, 1);
  const [match] = player ? await seat(stores, ruleset.slug, [player.id]) : [];
  const ai = match?.participants.find((one) => one.kind === "ai");
  if (!player || !match || ai?.kind !== "ai") throw new Error("a match with an AI expected");
  return { ruleset, playerId: player.id, match, ai };
}

async function mixOf(match: Match) {
  const [row] = await stores.database.orm
    .select({ mix: matches.mix })
    .from(matches)
    .where(eq(matches.id, match.id));
  if (!row?.mix) throw new Error("a recorded mix expected");
  return row.mix;
}

async function judge({ match, playerId }: Awaited<ReturnType<typeof alone>>, pAi: number) {
  const { seatFor } = places(match);
  const own = seatFor(playerId).label;
  const about = currentRound(match).seats.find(({ label }) => label !== own)?.label ?? "";
  await letPass(stores, match.id, 119_000);
  await letPass(stores, match.id, 1500);
  await advanceMatch(stores, match.id);
  const guess = { matchId: match.id, actor: { playerId }, seat: about, pAi };
  expect(await makeGuess(stores, guess)).toMatchObject({ ok: true });
}

async function reveal({ match }: Awaited<ReturnType<typeof alone>>) {
  await letPass(stores, match.id, 60_000);
  await advanceMatch(stores, match.id);
  expect((await loadMatch(stores, match.id))?.match.phase).toBe("revealed");
}

describe("a match's mix", () => {
  test("is kept with the match, and gives the same persona and model again by its seed", async () => {
    const [one, two] = await slugs();
    const mix = {
      allocation: "weights" as const,
      personas: { [one]: 1, [two]: 2 },
      models: { small: 1, large: 1 },
    };
    const { match, ai } = await alone(mix);
    const kept = await mixOf(match);
    expect(kept.candidates.map(({ model, weight }) => [model, weight])).toEqual(
      expect.arrayContaining([
        ["small", 1],
        ["large", 2],
      ]),
    );
    const [again] = drawMix(kept, 1, match.seed);
    expect(ai).toMatchObject({ personaVersionId: again?.personaVersionId, model: again?.model });
  });

  test("that names nobody in rotation opens no match, and other rulesets' waves go on", async () => {
    const mix = { allocation: "weights" as const, personas: { "nobody-there": 1 } };
    await expect(alone(mix)).rejects.toThrow("some waves could not be held");
    const [row] = await slugs();
    // Its ticket still waits, so that the next wave fails again beside one that is held.
    const other = await createRuleset(stores, "quick-duel", {
      aiShare: 1,
      mix: { allocation: "weights", personas: { [row]: 1 } },
    });
    const [player] = await createPlayers(stores, 1);
    await expect(seat(stores, other.slug, [player?.id ?? ""])).rejects.toThrow("some waves");
    const seated = await stores.database.pool.query("select 1 from seats where player_id = $1", [
      player?.id,
    ]);
    expect(seated.rowCount).toBe(1);
    await stores.database.pool.query("delete from tickets where state = 'waiting'");
  });

  test("that names nobody in rotation seats people with each other, and ends the one left over", async () => {
    const mix = { allocation: "weights" as const, personas: { "nobody-there": 1 } };
    const { slug, waveSeconds } = await createRuleset(stores, "quick-duel", { aiShare: 0, mix });
    const people = (await createPlayers(stores, 3)).map(({ id }) => id);
    await expect(seat(stores, slug, people)).rejects.toThrow("some waves could not be held");
    const states = async () => {
      const { rows } = await stores.database.pool.query<{ state: string; reason: string | null }>(
        `select state, end_reason as reason from tickets where player_id = any($1) order by state`,
        [people],
      );
      return rows;
    };
    const seated = { state: "seated", reason: null };
    expect(await states()).toEqual([seated, seated, { state: "waiting", reason: null }]);
    for (let wave = 2; wave <= 12; wave += 1)
      await holdWaves(stores, Date.now() + wave * waveSeconds * 1000).catch(() => undefined);
    expect(await states()).toEqual([{ state: "ended", reason: "nobody-else" }, seated, seated]);
  });

  test("learns from what people judged in revealed matches of its ruleset only", async () => {
    const [slug] = await slugs();
    const mix = { allocation: "thompson" as const, personas: { [slug]: 1 }, models: { m: 1 } };
    const first = await alone(mix);
    const records = async () =>
      (await waveCandidates(stores.database.orm, first.ruleset))
        .filter(({ weight }) => weight > 0)
        .map(({ model, games, passes }) => ({ model, games, passes }));
    expect(await records()).toEqual([{ model: "m", games: 0, passes: 0 }]);
    await judge(first, 0.2);
    expect(await records()).toEqual([{ model: "m", games: 0, passes: 0 }]);
    await reveal(first);
    const second = await alone(mix, first.ruleset);
    await judge(second, 0.9);
    await reveal(second);
    expect(await records()).toEqual([{ model: "m", games: 2, passes: 1 }]);
    const elsewhere = { ...first.ruleset, slug: "quick-duel" };
    expect((await waveCandidates(stores.database.orm, elsewhere)).every((c) => c.games === 0)).toBe(
      true,
    );
    const third = await alone(mix, first.ruleset);
    expect((await mixOf(third.match)).candidates).toMatchObject([{ games: 2, passes: 1 }]);
    await leaveMatch(stores, { matchId: third.match.id, actor: { playerId: third.playerId } });
  });
});
