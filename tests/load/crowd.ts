import { setTimeout as delay } from "node:timers/promises";
import { createRandom, type Random } from "../../game/random.ts";
import type { SeatBook } from "./books/seat-book.ts";
import { clock } from "./clock.ts";
import { Person, type Seating } from "./people/person.ts";
import { Play } from "./people/play.ts";
import { Tally } from "./people/tally.ts";
import { arrivalsPerSecond, instantsOf, type Plan } from "./plan.ts";

/** Thousands of people in one process, who come at a steady rate and play until they are done. */
export class Crowd {
  readonly tally = new Tally();
  readonly seatings: Seating[] = [];
  /** The books of each match, by whoever of the crowd sat in it. */
  readonly tables = new Map<string, SeatBook[]>();
  /** When the hold begins and ends, epoch milliseconds. */
  hold = { from: Infinity, to: Infinity };
  readonly #web: string;
  readonly #plan: Plan;
  readonly #idle: Person[] = [];
  readonly #games = new Set<Promise<void>>();
  #arrived = 0;

  constructor(web: string, plan: Plan) {
    this.#web = web;
    this.#plan = plan;
  }

  /** Ramps up, holds, and lets every match come to its end. */
  async run(): Promise<void> {
    const began = clock();
    const { holdMs, endMs } = instantsOf(this.#plan);
    this.hold = { from: began + holdMs, to: began + endMs };
    const random = createRandom(this.#plan.seed, "arrivals");
    const gapMs = 1000 / arrivalsPerSecond(this.#plan);
    for (let next = began; next < this.hold.to; next += random.exponential(gapMs)) {
      await delay(Math.max(0, next - clock()));
      const game = this.#play(this.#arrived++).finally(() => this.#games.delete(game));
      this.#games.add(game);
    }
    await Promise.all(this.#games);
  }

  /** Matches that somebody follows and that are not over. */
  get live(): number {
    let live = 0;
    for (const books of this.tables.values())
      if (books.some(({ over, phase, leftAt }) => phase !== "" && !over && leftAt === null)) live++;
    return live;
  }

  async #play(index: number): Promise<void> {
    const { seed, habits, ruleset, timeScale } = this.#plan;
    const random = createRandom(seed, "person", index);
    try {
      const person = this.#idle.pop() ?? (await Person.arrive(this.#web, this.tally));
      const seating = await person?.sit(ruleset);
      if (!person || !seating) return;
      this.seatings.push(seating);
      const { matchId } = seating;
      const { tally } = this;
      const play = new Play({ person, matchId, random, habits, timeScale, tally });
      this.tables.set(matchId, [...(this.tables.get(matchId) ?? []), play.book]);
      const { over, leftAt } = await play.play();
      // Who gave a match up still sits in it: asking for another leads back, with an empty book.
      if (over && leftAt === null && this.#comesAgain(random)) this.#idle.push(person);
    } catch (error) {
      this.tally.add(error instanceof Error ? error.message.slice(0, 200) : String(error));
    }
  }

  #comesAgain(random: Random): boolean {
    return random.chance(this.#plan.habits.again);
  }
}
