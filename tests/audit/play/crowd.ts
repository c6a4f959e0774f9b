import { setTimeout as delay } from "node:timers/promises";
import { createRandom, type Random } from "../../../game/random.ts";
import { Lengths } from "../human/lengths.ts";
import { Partner } from "../human/partner.ts";
import type { Kind, MatchRecord } from "../record.ts";
import { Auditor } from "./auditor.ts";
import { clock } from "./line.ts";
import { Machine } from "./machine.ts";
import { Seat } from "./seat.ts";

export interface CrowdPlan {
  web: string;
  ruleset: string;
  scale: number;
  /** Matches of each kind. */
  matches: number;
  /** Players at a time. */
  chairs: number;
  seed: string;
  /** AI matches before any counts: people write as long as they do. */
  warmUp: number;
  /** Whether only those count during which the machine was all there. */
  undisturbed?: boolean;
  onMatch?: (counts: Record<Kind, number>) => void;
}

/** Both players of a pair are told in one go; whoever is still alone after this plays an AI. */
const TOGETHER_MS = 120;
/** Players come at any time between two waves; unscaled. */
const MOST_BEFORE_JOINING_MS = 5000;
/** For one match that is wanted of each kind. */
const MOST_DISTURBED = 4;
/** Nothing hangs for longer than this after its time. */
const LATE_MS = 15_000;

/** Matches that are played until there are enough of both kinds, and why others were not. */
export class Crowd {
  readonly records: MatchRecord[] = [];
  readonly failures = new Map<string, number>();
  /** Matches during which the host took the machine for others: they say nothing of AIs. */
  disturbed = 0;
  readonly #machine = new Machine(clock);
  readonly #plan: CrowdPlan;
  readonly #lengths: Lengths;
  readonly #tables = new Map<string, Seat[]>();
  #met = 0;

  constructor(plan: CrowdPlan) {
    this.#plan = plan;
    this.#lengths = new Lengths(plan.warmUp);
  }

  async play(): Promise<void> {
    const stopWatching = this.#machine.watch();
    try {
      await Promise.all(Array.from({ length: this.#plan.chairs }, (_, chair) => this.#sit(chair)));
    } finally {
      stopWatching();
    }
  }

  counts(): Record<Kind, number> {
    const ai = this.records.filter(({ kind }) => kind === "ai").length;
    return { ai, human: this.records.length - ai };
  }

  /** Whether the host takes the machine so often that there will never be enough. */
  get isHopeless(): boolean {
    return this.disturbed > MOST_DISTURBED * this.#plan.matches;
  }

  get #enough(): boolean {
    const { ai, human } = this.counts();
    return this.isHopeless || Math.min(ai, human) >= this.#plan.matches;
  }

  async #sit(chair: number): Promise<void> {
    for (let game = 0; !this.#enough; game++) {
      const random = createRandom(this.#plan.seed, "chair", chair, game);
      const seat = new Seat(this.#plan.web);
      try {
        await delay((MOST_BEFORE_JOINING_MS * random.next()) / this.#plan.scale);
        await this.#game(seat, random);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.failures.set(why, (this.failures.get(why) ?? 0) + 1);
        await delay(200);
      } finally {
        seat.line.hangUp();
      }
    }
  }

  async #game(seat: Seat, random: Random): Promise<void> {
    const { scale } = this.#plan;
    await seat.sit(this.#plan.ruleset);
    const table = this.#tables.get(seat.matchId) ?? [];
    this.#tables.set(seat.matchId, [...table, seat]);
    const place = await seat.follow();
    await delay(Math.max(0, seat.seatedAt + TOGETHER_MS - clock()));
    const together = this.#tables.get(seat.matchId) ?? [];
    const kind: Kind = together.length > 1 ? "human" : "ai";
    const chatMs = place.ruleset.chatSeconds * 1000;
    const audits = kind === "ai" || isAuditor(seat);
    // Until then neither kind counts, or one would be played more while the machine is busiest.
    const comparable = this.#lengths.ready;
    const actor = audits
      ? new Auditor(seat, random, scale)
      : new Partner(seat, random, scale, () => this.#lengths.draw(random));
    actor.begin(chatMs);
    const time = new AbortController();
    const late = delay((chatMs + 40_000) / scale + LATE_MS, "late", { signal: time.signal });
    const end = await Promise.race([seat.over, late.catch(() => undefined)]);
    time.abort();
    if (end === "late") throw new Error("a match did not end");
    if (this.#tables.get(seat.matchId)?.length !== together.length)
      throw new Error("a partner came late");
    if (!audits) return;
    const record = recordOf(seat, kind, this.#plan);
    this.#lengths.take(record);
    if (!comparable) return;
    const { undisturbed = false } = this.#plan;
    if (undisturbed && !this.#machine.wasOwnSince(seat.seatedAt)) this.disturbed += 1;
    else this.#keep(record);
  }

  #keep(record: MatchRecord): void {
    this.records.push(record);
    this.#met += 1;
    if (this.#met % 50 === 0) this.#plan.onMatch?.(this.counts());
  }
}

/** Which of two plays the script, as evenly drawn as the id's last digit, whatever the seat. */
function isAuditor({ matchId, label }: Seat): boolean {
  return Number.parseInt(matchId.slice(-1), 16) % 2 === (label === "A" ? 0 : 1);
}

function recordOf(seat: Seat, kind: Kind, { scale, ruleset }: CrowdPlan): MatchRecord {
  const { line, place } = seat;
  return {
    matchId: seat.matchId,
    kind,
    scale,
    ruleset,
    conversationId: seat.conversationId,
    seat: seat.label,
    joinedAt: seat.joinedAt,
    nextWaveAt: seat.nextWaveAt,
    seatedAt: seat.seatedAt,
    now: place?.now ?? NaN,
    viewAt: seat.viewAt,
    deadlineAt: place?.deadlineAt ?? NaN,
    chatEndedAt: seat.chatEndedAt,
    messages: seat.messages,
    dots: seat.dots,
    turns: seat.turns,
    frames: line.frames,
    chunks: line.chunks,
    answers: line.answers,
  };
}
