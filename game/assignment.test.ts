import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { seeds } from "./arbitraries.test-support.ts";
import {
  dealTrial,
  type Dealt,
  dealWave,
  type StudyArm,
  type StudyWave,
  type WaitingParticipant,
} from "./assignment.ts";
import { createRandom } from "./random.ts";

const SEED = "0123456789abcdef0123456789abcdef";

const arm = (name: string, aiShare: number, more: Partial<StudyArm> = {}): StudyArm => ({
  ...{ name, aiShare, weight: 1, hub: false },
  ...more,
});

const person = (index: number, more: Partial<WaitingParticipant> = {}): WaitingParticipant => ({
  ...{ id: `ticket-${index}`, playerId: `player-${index}`, since: index, arm: null, aiStreak: 0 },
  ...more,
});

const people = (count: number) => Array.from({ length: count }, (_, index) => person(index));

const waveOf = (changes: Partial<StudyWave> = {}): StudyWave => ({
  arms: [arm("people", 0), arm("machines", 1)],
  unit: "match",
  maxAiStreak: 3,
  waiting: people(4),
  dealt: [],
  seed: SEED,
  at: 0,
  pairCost: () => 0,
  ...changes,
});

const arbitraryArms = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom("a", "b", "c", "d"),
    weight: fc.integer({ min: 1, max: 3 }),
    aiShare: fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
    hub: fc.boolean(),
  }),
  { selector: ({ name }) => name, minLength: 1 },
);

const arbitraryWaves: fc.Arbitrary<StudyWave> = fc
  .record({
    arms: arbitraryArms,
    unit: fc.constantFrom("match" as const, "participant" as const),
    maxAiStreak: fc.option(fc.integer({ min: 1, max: 4 })),
    count: fc.nat({ max: 30 }),
    streaks: fc.array(fc.nat({ max: 5 }), { minLength: 30, maxLength: 30 }),
    sinces: fc.array(fc.nat({ max: 50 }), { minLength: 30, maxLength: 30 }),
    placed: fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
    apart: fc.integer({ min: 2, max: 9 }),
    seed: seeds,
    at: fc.nat(),
  })
  .map(({ arms, unit, maxAiStreak, count, streaks, sinces, placed, apart, seed, at }) => ({
    ...{ arms, unit, maxAiStreak, seed, at, dealt: [] },
    waiting: people(count).map((one, index) => ({
      ...one,
      aiStreak: streaks[index] ?? 0,
      since: sinces[index] ?? 0,
      arm:
        unit === "participant" && placed[index] ? (arms[index % arms.length]?.name ?? null) : null,
    })),
    // Some may never meet.
    pairCost: (a: string, b: string) => {
      const [one, other] = [a, b].map((id) => Number(id.split("-")[1]));
      return ((one ?? 0) + (other ?? 0)) % apart === 0 ? null : 0;
    },
  }));

describe("any wave", () => {
  property.prop([arbitraryWaves])("seats nobody twice and loses nobody", (wave) => {
    const { matches, waiting } = dealWave(wave);
    const placed = [...matches.flatMap(({ tickets }) => tickets), ...waiting].map(({ id }) => id);
    expect(placed.toSorted()).toEqual(wave.waiting.map(({ id }) => id).toSorted());
  });

  property.prop([arbitraryWaves])("is dealt the same way again", (wave) => {
    expect(dealWave(wave)).toEqual(dealWave(wave));
  });

  property.prop([arbitraryWaves])("never pairs two who may not meet", (wave) => {
    for (const { tickets } of dealWave(wave).matches) {
      const [a, b] = tickets;
      if (a && b) expect(wave.pairCost(a.playerId, b.playerId)).not.toBeNull();
    }
  });

  property.prop([arbitraryWaves])("seats as many people and AIs as the kind says", (wave) => {
    for (const { kind, tickets, pAi, arm: name } of dealWave(wave).matches) {
      expect(tickets).toHaveLength(kind === "ai" ? 1 : 2);
      expect(pAi).toBeGreaterThanOrEqual(0);
      expect(pAi).toBeLessThanOrEqual(1);
      if (kind === "ai") expect(pAi).toBeGreaterThan(0);
      if (kind === "human") expect(pAi).toBeLessThan(1);
      const dealtArm = wave.arms.find((one) => one.name === name);
      expect(dealtArm?.hub).toBe(kind === "both");
    }
  });

  property.prop([arbitraryWaves])("keeps streaks where an arm has people to offer", (wave) => {
    const limit = wave.maxAiStreak ?? Infinity;
    const always = (name: string) =>
      wave.arms.some((one) => one.name === name && one.aiShare === 1 && !one.hub);
    for (const { kind, tickets, arm: name } of dealWave(wave).matches)
      if (kind === "ai" && !always(name))
        for (const { aiStreak } of tickets) expect(aiStreak).toBeLessThan(limit);
  });

  property.prop([arbitraryWaves])("leaves participants in the arm that they have", (wave) => {
    for (const { tickets, arm: name } of dealWave(wave).matches)
      for (const ticket of tickets) if (ticket.arm !== null) expect(ticket.arm).toBe(name);
  });
});

describe("the wait", () => {
  property.prop([arbitraryWaves, seeds])("does not depend on what is drawn", (wave, other) => {
    if (wave.unit === "participant") return;
    // Nobody came at the same instant: no lot is needed for the order.
    const waiting = wave.waiting.map((one, index) => ({ ...one, since: index }));
    const idle = (seed: string) => dealWave({ ...wave, waiting, seed }).waiting.map(({ id }) => id);
    expect(idle(other)).toEqual(idle(wave.seed));
  });

  test("is the same for arms of people and of machines: one alone waits", () => {
    for (const arms of [[arm("people", 0)], [arm("half", 0.5)], [arm("a", 1), arm("b", 0)]]) {
      expect(dealWave(waveOf({ arms, waiting: people(1) })).matches).toEqual([]);
      expect(dealWave(waveOf({ arms, waiting: people(3) })).waiting).toEqual([person(2)]);
    }
  });

  test("is nobody's where every arm has AIs only", () => {
    const arms = [arm("slow", 1), arm("quick", 1)];
    expect(dealWave(waveOf({ arms, waiting: people(1) })).matches).toHaveLength(1);
  });

  test("goes to who came last, not to who waits longest", () => {
    const waiting = [person(0, { since: 9 }), person(1, { since: 1 }), person(2, { since: 5 })];
    expect(dealWave(waveOf({ waiting })).waiting.map(({ id }) => id)).toEqual(["ticket-0"]);
  });

  test("is better than the same two again while others wait", () => {
    const met = (a: string, b: string) => (a + b === "player-0player-1" ? 1 : 0);
    const arms = [arm("people", 0)];
    const three = dealWave(waveOf({ arms, waiting: people(3), pairCost: met }));
    expect(three.matches[0]?.tickets.map(({ id }) => id)).toEqual(["ticket-0", "ticket-2"]);
    const two = dealWave(waveOf({ arms, waiting: people(2), pairCost: met }));
    expect(two.matches).toHaveLength(1);
  });
});

/** So many waves of four, and what came of them. */
function manyWaves(changes: Partial<StudyWave>, waves: number) {
  const counts = new Map<string, Dealt>();
  const random = createRandom(SEED, "test");
  for (let at = 0; at < waves; at++) {
    const waiting = random.shuffle(people(4));
    const { matches } = dealWave(waveOf({ ...changes, waiting, at, dealt: [...counts.values()] }));
    for (const { arm: name, kind, tickets } of matches) {
      const key = `${name} ${kind}`;
      const participants = (counts.get(key)?.participants ?? 0) + tickets.length;
      counts.set(key, { arm: name, kind, participants });
    }
  }
  const total = [...counts.values()].reduce((sum, one) => sum + one.participants, 0);
  const shareOf = (key: string) => (counts.get(key)?.participants ?? 0) / total;
  return { shareOf, total };
}

describe("shares", () => {
  test("come out as designed, nearer than a plain lot would bring them", () => {
    const arms = [arm("a", 0.5, { weight: 2 }), arm("b", 0.25), arm("c", 0.5, { hub: true })];
    const { shareOf, total } = manyWaves({ arms, maxAiStreak: null }, 250);
    expect(total).toBe(1000);
    for (const [key, share] of Object.entries({
      ...{ "a human": 0.25, "a ai": 0.25, "b human": 0.1875, "b ai": 0.0625, "c both": 0.25 },
    }))
      expect(Math.abs(shareOf(key) - share), key).toBeLessThan(0.015);
  });

  test("can be told by nobody from the last draws", () => {
    const { matches } = dealWave(waveOf({ arms: [arm("half", 0.5)] }));
    expect(matches.every(({ pAi }) => pAi > 0 && pAi < 1)).toBe(true);
  });

  test("a limit that is reached draws a person for certain, and says so", () => {
    const waiting = people(2).map((one) => ({ ...one, aiStreak: 3 }));
    const { matches } = dealWave(waveOf({ arms: [arm("half", 0.5)], waiting }));
    expect(matches).toMatchObject([{ kind: "human", pAi: 0 }]);
  });
});

describe("arms for participants", () => {
  const unit = "participant" as const;

  test("are drawn only once a wave could fill every arm", () => {
    expect(dealWave(waveOf({ unit, waiting: people(3) })).matches).toEqual([]);
    const { matches } = dealWave(waveOf({ unit, waiting: people(4) }));
    expect(new Set(matches.map((match) => match.arm))).toEqual(new Set(["people", "machines"]));
  });

  test("hold by their weights in each block", () => {
    const arms = [arm("people", 0, { weight: 2 }), arm("machines", 1)];
    const { matches, waiting } = dealWave(waveOf({ unit, arms, waiting: people(7) }));
    const inArm = (name: string) =>
      matches.filter((match) => match.arm === name).flatMap(({ tickets }) => tickets).length;
    expect([inArm("people"), inArm("machines"), waiting.length]).toEqual([4, 2, 1]);
  });

  test("stay: groups form within them", () => {
    const waiting = [0, 1, 2].map((index) => person(index, { arm: index === 1 ? "b" : "a" }));
    const arms = [arm("a", 0.5), arm("b", 0.5)];
    const dealt = dealWave(waveOf({ unit, arms, waiting }));
    expect(dealt.matches.every((match) => match.arm === "a")).toBe(true);
    expect(dealt.waiting.map(({ id }) => id)).toEqual(["ticket-1"]);
  });
});

test("who tries a draft out alone meets an AI at once, but at no table for two people", () => {
  expect(dealTrial(waveOf({ waiting: people(1) })).matches).toMatchObject([{ kind: "ai" }]);
  const arms = [arm("three", 0.5, { hub: true })];
  expect(dealTrial(waveOf({ arms, waiting: people(1) })).waiting).toHaveLength(1);
  expect(dealTrial(waveOf({ arms, waiting: people(2) })).matches).toHaveLength(1);
});
