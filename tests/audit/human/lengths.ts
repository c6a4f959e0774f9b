import type { Random } from "../../../game/random.ts";
import type { MatchRecord } from "../record.ts";

/** How long somebody's messages are, by their place in the chat. */
export interface LengthsOfOne {
  /** The first message. */
  first: readonly number[];
  answers: readonly number[];
  /** Messages that follow one's own. */
  seconds: readonly number[];
}

/**
 * How long messages are. Lengths are a matter of words: so that the audit hears of times alone,
 * a person's lines are as long as those of some AI that was met in this run.
 */
export class Lengths {
  readonly #known: LengthsOfOne[] = [];
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
    const first = messages.find(({ theirs }) => theirs);
    const after = (follows: boolean) =>
      messages.flatMap((message, index) =>
        message.theirs && message !== first && messages[index - 1]?.theirs === follows
          ? [message.characters]
          : [],
      );
    const [answers, seconds] = [after(false), after(true)];
    if (kind === "ai" && first && answers.length >= 2)
      this.#known.push({ first: [first.characters], answers, seconds });
  }

  /** The lengths that one person draws from; about 30 characters (Jannai et al. 2023) at first. */
  draw(random: Random): LengthsOfOne {
    if (this.ready && this.#known.length > 0) {
      const like = random.pick(this.#known);
      const seconds = this.#known.flatMap((each) => each.seconds);
      return like.seconds.length > 0 || seconds.length === 0 ? like : { ...like, seconds };
    }
    const any = Array.from({ length: 8 }, () => Math.ceil(random.logNormal(3.2, 0.6)));
    return { first: any, answers: any, seconds: any };
  }
}
