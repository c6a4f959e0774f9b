import type { Random } from "../../../game/random.ts";
import type { MatchRecord } from "../record.ts";

/**
 * How long messages are. Lengths are a matter of words: so that the audit hears of times alone,
 * a person's lines are as long as those of some AI that was met in this run.
 */
export class Lengths {
  readonly #known: number[][] = [];
  readonly #enough: number;

  /** @param enough AI matches that must be known before people can write as long as they do. */
  constructor(enough: number) {
    this.#enough = enough;
  }

  /** Whether a person who sits down now will be comparable. */
  get ready(): boolean {
    return this.#known.length >= this.#enough;
  }

  take({ kind, messages }: MatchRecord): void {
    const lengths = messages.filter(({ theirs }) => theirs).map(({ characters }) => characters);
    if (kind === "ai" && lengths.length >= 3) this.#known.push(lengths);
  }

  /** The lengths that one person draws from; about 30 characters (Jannai et al. 2023) at first. */
  draw(random: Random): readonly number[] {
    if (this.ready && this.#known.length > 0) return random.pick(this.#known);
    return Array.from({ length: 8 }, () => Math.ceil(random.logNormal(3.2, 0.6)));
  }
}
