import { dealTrial, dealWave, type DealtMatch, type StudyWave } from "../../game/assignment.ts";
import { idsPerRound } from "../../game/deal.ts";
import { openMatch } from "../../game/decide.ts";
import { seatGroup } from "../../game/pairing.ts";
import { createRandom, type Random } from "../../game/random.ts";
import type { Orm } from "../client.ts";
import { makeIds } from "../ids.ts";
import type { Transaction } from "../transaction.ts";
import { type WaveFacts, waveFacts } from "../wave-facts.ts";
import { type Opened, storeWave } from "../wave-rows.ts";
import { freshSeed } from "../waves.ts";
import { type PlayableArm, playableArms } from "./arms.ts";
import type { StudyVersion } from "./version.ts";
import { dealtIn, noteSeated, pairsInStudy, type StudyTicket } from "./wave-rows.ts";

export interface DueWave {
  version: StudyVersion;
  waiting: StudyTicket[];
  at: number;
  now: number;
}

interface DueArm extends PlayableArm {
  facts: WaveFacts;
}

/** A match as it was drawn, with the arm that it is of. */
type Drawn = Omit<DealtMatch<StudyTicket>, "arm"> & { arm: DueArm };

interface Place {
  id: string;
  freshIds: string[];
  now: number;
  timeScale: number;
}

/** Deals a wave, opens its matches and hands each ticket its seat. */
export async function seatWave(
  { orm, client }: Transaction,
  timeScale: number,
  due: DueWave,
): Promise<Opened[]> {
  const { version, waiting, at, now } = due;
  const arms = await withFacts(orm, due);
  // Ids first, kinds after: an id says nothing of what it names.
  const ids = await makeIds(client, waiting.length);
  const random = createRandom(version.seed, "seating", at);
  const drawn = random.shuffle(await draw(orm, arms, due));
  const perMatch = drawn.map(({ arm }) => idsPerRound(arm.ruleset));
  const fresh = await makeIds(
    client,
    perMatch.reduce((sum, count) => sum + count, 0),
  );
  const opened = drawn.map((match, index) => {
    const [id = ""] = ids.splice(0, 1);
    const freshIds = fresh.splice(0, perMatch[index]);
    return { arm: match.arm, open: open(match, { id, freshIds, now, timeScale }, random) };
  });
  for (const arm of arms) {
    const own = opened.filter((one) => one.arm === arm).map((one) => one.open);
    await storeWave(orm, own, { at, now, facts: arm.facts, eligible: waiting });
  }
  await noteSeated(orm, drawn.flatMap(seatedIn(version)));
  return opened.map((one) => one.open);
}

async function withFacts(orm: Orm, { version, waiting, now }: DueWave): Promise<DueArm[]> {
  const players = waiting.map(({ playerId }) => playerId);
  const arms: DueArm[] = [];
  for (const arm of await playableArms(orm, version))
    arms.push({ ...arm, facts: await waveFacts(orm, players, arm.ruleset, now) });
  return arms;
}

/** The draw of those who take part, and apart from it that of those who try a draft out. */
async function draw(orm: Orm, arms: DueArm[], { version, waiting, at }: DueWave): Promise<Drawn[]> {
  const { seed, design } = version;
  const met = await pairsInStudy(
    orm,
    version.id,
    waiting.map(({ playerId }) => playerId),
  );
  const blocked = arms[0]?.facts.blocked ?? (() => false);
  const wave: Omit<StudyWave, "waiting" | "dealt"> = {
    ...{ arms, seed, at, unit: design.unit, maxAiStreak: design.maxAiStreak },
    pairCost: (a, b) => (blocked(a, b) ? null : met.has(pairKey(a, b)) ? 1 : 0),
  };
  const dealt = await dealtIn(orm, version.id);
  const [trials, real] = [true, false].map((trial) => waiting.filter((one) => one.trial === trial));
  const matches = [
    ...dealWave({ ...wave, waiting: real ?? [], dealt }).matches,
    ...dealTrial({ ...wave, waiting: trials ?? [], dealt: [] }).matches,
  ];
  return matches.flatMap((match) => {
    const arm = arms.find(({ name }) => name === match.arm);
    return arm ? [{ ...match, arm }] : [];
  });
}

function open({ arm, kind, pAi, tickets }: Drawn, place: Place, random: Random): Opened {
  const { facts, ruleset, rulesetId } = arm;
  const group = tickets.map((ticket) => ({
    ...ticket,
    lastInterrogatedAt: facts.lastInterrogatedAt(ticket.playerId),
  }));
  const by = { ruleset, candidates: facts.candidates, lastMet: facts.lastMet };
  const match = { id: place.id, seed: freshSeed() };
  const seating = seatGroup(by, match, group, kind === "human" ? 0 : 1, random);
  const isTest = tickets.some(({ trial }) => trial);
  return {
    ...openMatch({ ...seating, ...place, ruleset }),
    ...{ seating, rulesetId, pAi },
    study: {
      armId: isTest ? null : arm.id,
      isTest,
      enrolments: tickets.map(({ enrolmentId, aiStreak }) => ({ id: enrolmentId, aiStreak })),
    },
  };
}

/** Where arms are drawn for participants, the one that was drawn stays. */
function seatedIn({ design }: StudyVersion) {
  return ({ arm, tickets }: Drawn) =>
    tickets.map(({ enrolmentId, trial }) => ({
      enrolmentId,
      armId: trial || design.unit === "match" ? null : arm.id,
    }));
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
