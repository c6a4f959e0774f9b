import type { Random } from "../../../game/random.ts";
import type { MatchRecord } from "../record.ts";

/** How long somebody's messages are, by their place in the chat. */
export interface LengthsOfOne {
  /** The first message, of who speaks without having heard anything, and of who answers. */
  openings: readonly number[];
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

  take({ kind, messages, dots }: MatchRecord): void {
    const first = messages.find(({ theirs }) => theirs);
    const after = (follows: boolean) =>
      messages.flatMap((message, index) =>
        message.theirs && message !== first && messages[index - 1]?.theirs === follows
          ? [message.characters]
          : [],
      );
    const [answers, seconds] = [after(false), after(true)];
    if (kind !== "ai" || !first || answers.length < 2) return;
    const heardAt = messages.find(({ theirs }) => !theirs)?.arrivedAt ?? Infinity;
    const began = Math.min(first.arrivedAt, dots[0]?.arrivedAt ?? Infinity);
    const length = [first.characters];
    const firsts =
      began < heardAt ? { openings: length, first: [] } : { openings: [], first: length };
    this.#known.push({ ...firsts, answers, seconds });
  }

  /** The lengths that one person draws from; about 30 characters (Jannai et al. 2023) at first. */
  draw(random: Random): LengthsOfOne {
    if (this.ready && this.#known.length > 0) {
      const like = random.pick(this.#known);
      return {
        openings: this.#orAnybodys(like, "openings"),
        first: this.#orAnybodys(like, "first"),
        answers: like.answers,
        seconds: this.#orAnybodys(like, "seconds"),
      };
    }
    const any = Array.from({ length: 8 }, () => Math.ceil(random.logNormal(3.2, 0.6)));
    return { openings: any, first: any, answers: any, seconds: any };
  }

  /** Not every AI opens, or sends twice. */
  #orAnybodys(like: LengthsOfOne, place: keyof LengthsOfOne): readonly number[] {
    if (like[place].length > 0) return like[place];
    const anybodys = this.#known.flatMap((each) => each[place]);
    return anybodys.length > 0 ? anybodys : like.answers;
  }
}
