import { createRandom, type Random, type Seed } from "./random.ts";

/** Waves of every experiment stand on this grid, whatever ruleset an arm is played by. */
export const STUDY_WAVE = { waveSeconds: 5 } as const;

/** How strongly the draw leans towards what has been dealt too seldom; at 0 it would be a plain lot. */
const PULL = 2 / 3;

/** A participant who waits for the next match. */
export interface WaitingParticipant {
  /** Of the ticket. */
  id: string;
  playerId: string;
  /** When this wait began, epoch milliseconds. */
  since: number;
  /** Where arms are drawn for participants: the one that was drawn; else null. */
  arm: string | null;
  /** The newest matches in a row that were played with AIs only. */
  aiStreak: number;
}

export interface StudyArm {
  name: string;
  weight: number;
  /** Share of matches with an AI; of a hub, of AIs among its witnesses. */
  aiShare: number;
  /** Two people and an AI at once. */
  hub: boolean;
}

/** Of a match in which a participant meets people only, AIs only, or both at once. */
export type PartnerKind = "human" | "ai" | "both";

/** How many participants have been dealt a match of an arm and kind. */
export interface Dealt {
  arm: string;
  kind: PartnerKind;
  participants: number;
}

export interface StudyWave<Waiting extends WaitingParticipant = WaitingParticipant> {
  arms: readonly StudyArm[];
  unit: "match" | "participant";
  maxAiStreak: number | null;
  waiting: readonly Waiting[];
  dealt: readonly Dealt[];
  /** The experiment's secret one. */
  seed: Seed;
  /** Of the wave, epoch milliseconds. */
  at: number;
  /** What it costs to seat two together; null for never. */
  pairCost: (a: string, b: string) => number | null;
}

export interface DealtMatch<Waiting extends WaitingParticipant = WaitingParticipant> {
  arm: string;
  kind: PartnerKind;
  /** Probability of an AI partner that the draw gave, once the arm was known. */
  pAi: number;
  tickets: Waiting[];
}

export interface DealtWave<Waiting extends WaitingParticipant = WaitingParticipant> {
  matches: DealtMatch<Waiting>[];
  waiting: Waiting[];
}

/**
 * Deals a wave of an experiment. Participants wait in twos whatever is drawn for them: two either
 * meet each other, or an AI each, so that a wait tells neither arm nor kind. Only where no arm could
 * seat two people does everybody wait alone. The same wave is dealt the same way for ever.
 */
export function dealWave<Waiting extends WaitingParticipant>(
  wave: StudyWave<Waiting>,
): DealtWave<Waiting> {
  const random = createRandom(wave.seed, "study-wave", wave.at);
  const table = new Table(wave, random);
  // Who waits longest comes first; a lot decides between those who came at once.
  const queue = random.shuffle(wave.waiting).toSorted((a, b) => a.since - b.since);
  if (wave.unit === "match") {
    const { groups, left } = groupUp(queue, wave);
    return { matches: groups.flatMap((group) => table.deal(group)), waiting: left };
  }
  const settled = wave.arms.map(({ name }) => {
    const { groups, left } = groupUp(
      queue.filter(({ arm }) => arm === name),
      wave,
    );
    return { matches: groups.flatMap((group) => table.deal(group, name)), waiting: left };
  });
  const newcomers = dealBlocks(queue, wave, table, random);
  const parts = [...settled, newcomers];
  return {
    matches: parts.flatMap(({ matches }) => matches),
    waiting: parts.flatMap(({ waiting }) => waiting),
  };
}

/**
 * Deals who tries a draft out. Whoever is left over meets an AI at once, in an arm that seats two:
 * nobody else may come.
 */
export function dealTrial<Waiting extends WaitingParticipant>(
  wave: StudyWave<Waiting>,
): DealtWave<Waiting> {
  const { matches, waiting } = dealWave({ ...wave, unit: "match" });
  const pairs = wave.arms.filter(({ hub }) => !hub);
  if (pairs.length === 0) return { matches, waiting };
  const random = createRandom(wave.seed, "trial", wave.at);
  const alone = waiting.map((ticket): DealtMatch<Waiting> => {
    const arm = random.weighted(pairs.map(({ name, weight }) => ({ item: name, weight })));
    return { arm, kind: "ai", pAi: 1, tickets: [ticket] };
  });
  return { matches: [...matches, ...alone], waiting: [] };
}

/** Participants whose arm is still open get one in blocks that hold every arm by its weight. */
function dealBlocks<Waiting extends WaitingParticipant>(
  queue: readonly Waiting[],
  wave: StudyWave<Waiting>,
  table: Table<Waiting>,
  random: Random,
): DealtWave<Waiting> {
  const { groups, left } = groupUp(
    queue.filter(({ arm }) => arm === null),
    wave,
  );
  const block = blockOf(wave.arms);
  const whole = groups.length - (groups.length % block.length);
  const matches: DealtMatch<Waiting>[] = [];
  for (let from = 0; from < whole; from += block.length) {
    const names = random.shuffle(block);
    for (const [place, group] of groups.slice(from, from + block.length).entries())
      matches.push(...table.deal(group, names[place]));
  }
  return { matches, waiting: [...groups.slice(whole).flat(), ...left] };
}

/** Every arm as often as its weight is a multiple of the least one, rounded. */
function blockOf(arms: readonly StudyArm[]): string[] {
  const least = Math.min(...arms.map(({ weight }) => weight));
  return arms.flatMap(({ name, weight }) =>
    Array.from({ length: Math.round(weight / least) }, () => name),
  );
}

interface Groups<Waiting> {
  groups: Waiting[][];
  left: Waiting[];
}

/** Who waits longest sits with whom it costs least, and of those with who waits longest. */
function groupUp<Waiting extends WaitingParticipant>(
  queue: readonly Waiting[],
  { arms, pairCost }: StudyWave<Waiting>,
): Groups<Waiting> {
  if (arms.every(({ hub, aiShare }) => !hub && aiShare === 1))
    return { groups: queue.map((one) => [one]), left: [] };
  const rest = [...queue];
  const found: Groups<Waiting> = { groups: [], left: [] };
  for (let first = rest.shift(); first; first = rest.shift()) {
    const { playerId } = first;
    const costs = rest.flatMap((other, place) => {
      const cost = pairCost(playerId, other.playerId);
      return cost === null ? [] : [{ place, cost }];
    });
    const [best] = costs.toSorted((a, b) => a.cost - b.cost);
    if (best) found.groups.push([first, ...rest.splice(best.place, 1)]);
    else found.left.push(first);
  }
  return found;
}

interface Cell {
  arm: string;
  kind: PartnerKind;
  /** Of all that is dealt, once it is divided by the sum. */
  share: number;
}

/** What can be dealt and how often it has been, while a wave is being dealt. */
class Table<Waiting extends WaitingParticipant> {
  readonly #arms: readonly StudyArm[];
  readonly #maxAiStreak: number;
  readonly #random: Random;
  readonly #counts: Map<string, number>;

  constructor({ arms, maxAiStreak, dealt }: StudyWave<Waiting>, random: Random) {
    this.#arms = arms;
    this.#maxAiStreak = maxAiStreak ?? Infinity;
    this.#random = random;
    this.#counts = new Map(dealt.map((one) => [keyOf(one), one.participants]));
  }

  /** The match of a group, or one for each of its members, in a given arm or in any. */
  deal(group: Waiting[], arm?: string): DealtMatch<Waiting>[] {
    const cells = this.#arms
      .filter(({ name }) => arm === undefined || name === arm)
      .flatMap(cellsOf);
    const odds = this.#oddsOf(cells, group);
    const cell = this.#random.weighted(odds.map(({ cell: item, weight }) => ({ item, weight })));
    const key = keyOf(cell);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + group.length);
    const pAi = this.#pAiOf(cell, odds);
    const together = cell.kind === "ai" ? group.map((one) => [one]) : [group];
    return together.map((tickets) => ({ arm: cell.arm, kind: cell.kind, pAi, tickets }));
  }

  /** Chances that sum to 1: by the shares, and more for what is behind its share. */
  #oddsOf(cells: readonly Cell[], group: readonly Waiting[]): { cell: Cell; weight: number }[] {
    const fits = cells.filter((cell) => this.#keepsStreaks(cell, group));
    // An arm of AIs only has nothing else to deal.
    const among = fits.length > 0 ? fits : cells;
    const whole = sum(cells.map(({ share }) => share));
    const dealt = sum(cells.map((cell) => this.#countOf(cell))) + group.length;
    const behind = among.map((cell) =>
      Math.max(0, (cell.share / whole) * dealt - this.#countOf(cell)),
    );
    const [shares, deficit] = [sum(among.map(({ share }) => share)), sum(behind)];
    const pull = deficit > 0 ? PULL : 0;
    return among.map((cell, place) => ({
      cell,
      weight:
        (1 - pull) * (cell.share / shares) +
        (pull > 0 ? (pull * (behind[place] ?? 0)) / deficit : 0),
    }));
  }

  #keepsStreaks({ kind }: Cell, group: readonly Waiting[]): boolean {
    return kind !== "ai" || group.every(({ aiStreak }) => aiStreak < this.#maxAiStreak);
  }

  #countOf(cell: Cell): number {
    return this.#counts.get(keyOf(cell)) ?? 0;
  }

  #pAiOf({ arm, kind }: Cell, odds: readonly { cell: Cell; weight: number }[]): number {
    if (kind === "both") return this.#arms.find(({ name }) => name === arm)?.aiShare ?? 0;
    const inArm = odds.filter(({ cell }) => cell.arm === arm);
    const ai = inArm.filter(({ cell }) => cell.kind === "ai");
    return sum(ai.map(({ weight }) => weight)) / sum(inArm.map(({ weight }) => weight));
  }
}

function cellsOf({ name: arm, weight, aiShare, hub }: StudyArm): Cell[] {
  if (hub) return [{ arm, kind: "both", share: weight }];
  const cells: Cell[] = [
    { arm, kind: "human", share: weight * (1 - aiShare) },
    { arm, kind: "ai", share: weight * aiShare },
  ];
  return cells.filter(({ share }) => share > 0);
}

function keyOf({ arm, kind }: Pick<Cell, "arm" | "kind">): string {
  return `${arm} ${kind}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
