import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { seeds } from "./arbitraries.test-support.ts";
import { type Candidate, drawMix } from "./mix.ts";
import {
  lastWaveInstant,
  nextWaveInstant,
  type PairedWave,
  pairWave,
  probabilityOfAi,
  type Seating,
  type Wave,
} from "./pairing.ts";
import { createRandom } from "./random.ts";
import { rulesetLike, SEED } from "./playing.test-support.ts";

const duel = rulesetLike("quick-duel");
const interrogation = rulesetLike("interrogation");
const threeParty = rulesetLike("three-party");
const seedOf = (index: number) => (index * 104_729).toString(16).padStart(32, "0");

const candidates: Candidate[] = ["ada", "bo", "cy"].map((personaId) => ({
  personaId,
  personaVersionId: `${personaId}-1`,
  model: null,
  weight: 1,
  games: 0,
  passes: 0,
}));

/** A wave of so many tickets, of players p0, p1, … */
function wave(size: number, changes: Partial<Wave> = {}): Wave {
  const each = Array.from({ length: size }, (_, index) => index);
  return {
    ruleset: duel,
    tickets: each.map((n) => ({ id: `t${n}`, playerId: `p${n}`, lastInterrogatedAt: null })),
    matches: each.map((n) => ({ id: `m${n}`, seed: seedOf(n) })),
    seed: SEED,
    pairCost: () => 0,
    candidates,
    lastMet: () => null,
    ...changes,
  };
}

const players = (seating: Seating) =>
  seating.occupants.flatMap((occupant) => (occupant.kind === "human" ? [occupant.playerId] : []));
const ais = (seating: Seating) => seating.occupants.filter(({ kind }) => kind === "ai").length;
const groupsOf = ({ seatings }: PairedWave) =>
  seatings.map((seating) => players(seating).toSorted().join("+")).toSorted();

describe("where no persona can play", () => {
  const none = { candidates: candidates.map((one) => ({ ...one, weight: 0 })) };

  test("people who drew each other are seated, and the one left over waits", () => {
    const paired = pairWave(wave(7, { ...none, ruleset: { ...duel, aiShare: 0 } }));
    expect(paired.seatings.map((seating) => [players(seating).length, ais(seating)])).toEqual([
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
    expect(paired.waiting).toHaveLength(1);
    expect(paired.pAi).toBe(0);
  });

  test.each([
    ["a ruleset of AIs only", { ...duel, aiShare: 1 }],
    ["a hub", threeParty],
  ])("everybody of %s waits", (_, ruleset) => {
    const paired = pairWave(wave(4, { candidates: [], ruleset }));
    expect([paired.seatings.length, paired.waiting.length]).toEqual([0, 4]);
  });
});

const salts = fc.nat();

/** Costs between players, the same whichever way they are asked for. */
const costs = salts.map(
  (salt) =>
    (a: string, b: string): number | null =>
      createRandom(SEED, salt, ...[a, b].toSorted()).pick([0, 0, 0, 1, 3, null]),
);

const waves = fc
  .record({
    ruleset: fc.constantFrom(
      duel,
      interrogation,
      threeParty,
      rulesetLike("quick-duel", { aiShare: 0 }),
    ),
    size: fc.nat({ max: 9 }),
    seed: seeds,
    pairCost: costs,
  })
  .map(({ size, ...changes }) => wave(size, changes));

describe("a wave", () => {
  property.prop([waves], { numRuns: 400 })("seats each ticket once, or lets it wait", (given) => {
    const { seatings, waiting } = pairWave(given);
    const seated = seatings.flatMap(({ tickets }) => tickets);
    expect([...seated, ...waiting].map(({ id }) => id).toSorted()).toEqual(
      given.tickets.map(({ id }) => id),
    );
    for (const seating of seatings) {
      expect(players(seating)).toEqual(seating.tickets.map(({ playerId }) => playerId));
      expect(seating.occupants).toHaveLength(given.ruleset.seats);
    }
    const ids = seatings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  property.prop([waves], { numRuns: 400 })("never pairs two who may not meet", (given) => {
    const { seatings, waiting } = pairWave(given);
    for (const seating of seatings) {
      const [one, two] = players(seating);
      if (one && two) expect(given.pairCost(one, two)).not.toBeNull();
    }
    // Who waits for a hub could have sat with nobody else who waits.
    for (const a of waiting)
      for (const b of waiting)
        if (a !== b) expect(given.pairCost(a.playerId, b.playerId)).toBeNull();
  });

  property.prop([waves])("is the same for the same seed", (given) => {
    expect(pairWave(given)).toStrictEqual(pairWave(given));
  });

  property.prop([waves, salts], { numRuns: 300 })(
    "draws kinds and partners blind to everybody's history",
    (given, salt) => {
      const some = (...of: string[]) => createRandom(SEED, salt, ...of).pick([null, 1, 2, 3]);
      const past = {
        ...given,
        tickets: given.tickets.map((one) => ({ ...one, lastInterrogatedAt: some(one.id) })),
        lastMet: some,
      };
      expect(groupsOf(pairWave(past))).toEqual(groupsOf(pairWave(given)));
    },
  );

  test("nobody waiting: nothing happens", () => {
    expect(pairWave(wave(0))).toMatchObject({ seatings: [], waiting: [] });
  });
});

describe("partners of two", () => {
  test("with a share of 0 four sit in twos; of 1 each sits with an AI", () => {
    const two = pairWave(wave(4, { ruleset: { ...duel, aiShare: 0 } }));
    expect(two.seatings.map(ais)).toEqual([0, 0]);
    const four = pairWave(wave(4, { ruleset: { ...duel, aiShare: 1 } }));
    expect(four.seatings.map(ais)).toEqual([1, 1, 1, 1]);
  });

  test("who is left over plays an AI, whatever the share", () => {
    const { seatings, waiting } = pairWave(wave(3, { ruleset: { ...duel, aiShare: 0 } }));
    expect(seatings.map(ais).toSorted()).toEqual([0, 1]);
    expect(waiting).toEqual([]);
  });

  test("two who may not meet both play an AI", () => {
    const given = wave(2, { ruleset: { ...duel, aiShare: 0 }, pairCost: () => null });
    expect(pairWave(given).seatings.map(ais)).toEqual([1, 1]);
  });

  test("who met lately sit together only where nobody else waits", () => {
    const met = (a: string, b: string) => ([a, b].toSorted().join("+") === "p0+p1" ? 5 : 0);
    const ruleset = { ...duel, aiShare: 0 };
    for (let index = 0; index < 50; index++) {
      const four = wave(4, { ruleset, seed: seedOf(index), pairCost: met });
      expect(groupsOf(pairWave(four))).not.toContain("p0+p1");
    }
    expect(groupsOf(pairWave(wave(2, { ruleset, pairCost: met })))).toEqual(["p0+p1"]);
  });

  test("a block leaves nobody alone who could sit with somebody else", () => {
    const blocked = (a: string, b: string) => ([a, b].toSorted().join("+") === "p0+p1" ? null : 0);
    for (let index = 0; index < 50; index++) {
      const given = { ruleset: { ...duel, aiShare: 0 }, seed: seedOf(index), pairCost: blocked };
      expect(pairWave(wave(4, given)).seatings.map(ais)).toEqual([0, 0]);
    }
  });

  test("the cheapest of those free is taken", () => {
    const cost = (a: string, b: string) => (`${a}${b}`.includes("p2") ? 1 : 4);
    for (let index = 0; index < 30; index++) {
      const three = wave(3, {
        ruleset: { ...duel, aiShare: 0 },
        seed: seedOf(index),
        pairCost: cost,
      });
      expect(
        groupsOf(pairWave(three)).some((group) => group.includes("+") && group.includes("p2")),
      ).toBe(true);
    }
  });

  test("everybody pairs with everybody else as often", () => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 3000; index++) {
      const four = wave(4, { ruleset: { ...duel, aiShare: 0 }, seed: seedOf(index) });
      const groups = groupsOf(pairWave(four)).join(" ");
      counts.set(groups, (counts.get(groups) ?? 0) + 1);
    }
    const chiSquare = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(counts.size).toBe(3);
    expect(chiSquare, "2 degrees, 0.1 %").toBeLessThan(13.82);
  });

  test("a match's place in the wave says nothing of its kind", () => {
    let [first, all] = [0, 0];
    for (let index = 0; index < 4000; index++) {
      const { seatings } = pairWave(wave(3, { seed: seedOf(index) }));
      const humans = seatings.find((seating) => ais(seating) === 0);
      if (!humans) continue;
      all += 1;
      if (humans.id === "m0") first += 1;
    }
    // One match of two humans and one with an AI: either comes first half the time.
    expect(Math.abs(first / all - 0.5)).toBeLessThan(3.3 * Math.sqrt(0.25 / all));
  });
});

describe("the probability of an AI", () => {
  /** All draws of n tickets, by hand: a human drawn by an odd number leaves one of them over. */
  function enumerated(aiShare: number, n: number): number {
    let probability = 0;
    for (let draws = 0; draws < 2 ** n; draws++) {
      const humans = Array.from({ length: n }, (_, ticket) => (draws >> ticket) & 1);
      const k = humans.reduce((sum, one) => sum + one, 0);
      const chance = (1 - aiShare) ** k * aiShare ** (n - k);
      const mine = humans[0] === 0 ? 1 : k % 2 === 1 ? 1 / k : 0;
      probability += chance * mine;
    }
    return probability;
  }

  test.each([1, 2, 3, 4, 5, 6, 7, 8])("among %d tickets is what enumeration gives", (n) => {
    for (const share of [0, 0.1, 0.5, 0.75, 1])
      expect(probabilityOfAi(share, n)).toBeCloseTo(enumerated(share, n), 12);
  });

  test.each([1, 2, 3, 4, 5])("is the share of AI partners that %d tickets meet", (n) => {
    let [withAi, seated, stated] = [0, 0, NaN];
    for (let index = 0; index < 1500; index++) {
      const { seatings, pAi } = pairWave(wave(n, { seed: seedOf(index) }));
      withAi += seatings.filter((seating) => ais(seating) === 1).length;
      seated += n;
      stated = pAi;
    }
    expect(stated).toBe(probabilityOfAi(0.5, n));
    const deviation = Math.sqrt(n * stated * (1 - stated) * seated) / seated;
    expect(Math.abs(withAi / seated - stated)).toBeLessThanOrEqual(3.3 * deviation);
  });

  test("nears the share in a crowd, and is certain alone", () => {
    expect(probabilityOfAi(0.5, 1)).toBe(1);
    expect(probabilityOfAi(0.75, 500)).toBeCloseTo(0.75, 2);
    const { seatings } = pairWave(wave(800, { ruleset: { ...duel, aiShare: 0.75 } }));
    const share = seatings.filter((seating) => ais(seating) === 1).length / 800;
    expect(Math.abs(share - 0.75)).toBeLessThan(0.06);
  });
});

describe("three-party", () => {
  test("seats two humans and one AI", () => {
    const { seatings, waiting } = pairWave(wave(4, { ruleset: threeParty }));
    expect(seatings.map((seating) => [players(seating).length, ais(seating)])).toEqual([
      [2, 1],
      [2, 1],
    ]);
    expect(waiting).toEqual([]);
  });

  test("nothing replaces a missing human: the leftover waits", () => {
    const { seatings, waiting } = pairWave(wave(5, { ruleset: threeParty }));
    expect([seatings.length, waiting.length]).toEqual([2, 1]);
    expect(pairWave(wave(1, { ruleset: threeParty }))).toMatchObject({ seatings: [] });
  });
});

describe("who interrogates", () => {
  const withDebts = (ruleset: typeof duel, debts: (number | null)[], seed: string) => {
    const given = wave(debts.length, {
      ruleset: { ...ruleset, aiShare: ruleset.topology === "hub" ? 0.5 : 0 },
      seed,
    });
    const tickets = given.tickets.map((ticket, index) => ({
      ...ticket,
      lastInterrogatedAt: debts[index] ?? null,
    }));
    const [seating] = pairWave({ ...given, tickets }).seatings;
    const asks = seating?.occupants[seating.interrogator ?? -1];
    return asks?.kind === "human" ? asks.playerId : null;
  };

  test.each([
    [[200, 100], "p1"],
    [[100, 200], "p0"],
    [[100, null], "p1"],
    [[null, 100], "p0"],
  ])("asked last at %j → %s asks now", (debts, asks) => {
    for (const ruleset of [interrogation, threeParty])
      for (let index = 0; index < 10; index++)
        expect(withDebts(ruleset, debts, seedOf(index))).toBe(asks);
  });

  test("alone means interrogator", () => {
    const { seatings } = pairWave(wave(1, { ruleset: interrogation }));
    expect(seatings).toMatchObject([{ interrogator: 0, occupants: [{ kind: "human" }, {}] }]);
  });

  test("with equal debts it is drawn", () => {
    const asked = Array.from({ length: 40 }, (_, index) =>
      withDebts(interrogation, [null, null], seedOf(index)),
    );
    expect(new Set(asked)).toEqual(new Set(["p0", "p1"]));
  });

  test("nobody, where each questions the other", () => {
    for (const { interrogator } of pairWave(wave(5)).seatings) expect(interrogator).toBeUndefined();
  });
});

describe("personas", () => {
  const alone = { ...duel, aiShare: 1 };
  const personaOf = (given: Wave) =>
    pairWave(given).seatings.flatMap(({ occupants }) =>
      occupants.flatMap((occupant) => (occupant.kind === "ai" ? [occupant.personaId] : [])),
    );
  const met = (times: Record<string, number>) => (_: string, persona: string) =>
    times[persona] ?? null;

  test("the one met longest ago comes again", () => {
    const lastMet = met({ ada: 300, bo: 100, cy: 200 });
    expect(personaOf(wave(1, { ruleset: alone, lastMet }))).toEqual(["bo"]);
  });

  test("one never met comes first", () => {
    const lastMet = met({ ada: 300, bo: 100 });
    expect(personaOf(wave(1, { ruleset: alone, lastMet }))).toEqual(["cy"]);
  });

  test("with two players the later meeting of either counts", () => {
    const times: Record<string, number> = { "p0 ada": 1, "p1 ada": 90, "p0 bo": 50, "p1 bo": 60 };
    const lastMet = (player: string, persona: string) => times[`${player} ${persona}`] ?? 99;
    expect(personaOf(wave(2, { ruleset: threeParty, lastMet }))).toEqual(["bo"]);
  });

  test("ties are drawn by weight, and a weight of 0 never comes", () => {
    const weighted = candidates.map((one, index) => ({ ...one, weight: [3, 1, 0][index] ?? 0 }));
    const drawn = Array.from({ length: 2000 }, (_, index) =>
      personaOf(
        wave(1, {
          ruleset: alone,
          candidates: weighted,
          matches: [{ id: "m0", seed: seedOf(index) }],
        }),
      ),
    ).flat();
    const share = drawn.filter((persona) => persona === "ada").length / drawn.length;
    expect(new Set(drawn)).toEqual(new Set(["ada", "bo"]));
    expect(Math.abs(share - 0.75)).toBeLessThan(3.3 * Math.sqrt(0.1875 / 2000));
  });

  test("the match's seed and the mix that it keeps give the same persona and model again", () => {
    const models = candidates.flatMap((one) => [
      { ...one, model: "small" },
      { ...one, model: "large" },
    ]);
    const { seatings } = pairWave(wave(9, { ruleset: alone, candidates: models }));
    for (const { mix, seed, occupants } of seatings) {
      const [again] = mix ? drawMix(mix, 1, seed) : [];
      expect(occupants.at(-1)).toMatchObject({
        personaId: again?.personaId,
        model: again?.model,
      });
    }
  });

  test("the mix keeps only those who could come: whom the players met longest ago", () => {
    const lastMet = met({ ada: 300, bo: 100, cy: 100 });
    const [seating] = pairWave(wave(1, { ruleset: alone, lastMet })).seatings;
    expect(seating?.mix?.candidates.map(({ personaId }) => personaId)).toEqual(["bo", "cy"]);
  });

  test("a match of people keeps no mix", () => {
    const together = { ...duel, aiShare: 0 };
    for (const { mix } of pairWave(wave(4, { ruleset: together })).seatings) expect(mix).toBeNull();
  });
});

describe("wave instants", () => {
  property.prop([fc.nat(2 ** 41), fc.constantFrom(1, 10, 60)])(
    "stand on one grid, so that every process holds the same waves",
    (now, timeScale) => {
      const length = 5000 / timeScale;
      const next = nextWaveInstant(duel, timeScale, now);
      const last = lastWaveInstant(duel, timeScale, now);
      expect(last).toBeLessThanOrEqual(now);
      expect(next).toBeGreaterThan(now);
      expect(next - last).toBe(Math.round(length));
      expect(nextWaveInstant(duel, timeScale, next - 1)).toBe(next);
      expect(lastWaveInstant(duel, timeScale, next)).toBe(next);
      expect(next % Math.round(length)).toBe(0);
    },
  );
});
