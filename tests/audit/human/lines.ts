import type { Random } from "../../../game/random.ts";
import type { LengthsOfOne } from "./lengths.ts";
import { answersTo, GREETINGS, QUESTIONS, STATEMENTS } from "./corpus.ts";

/** What one person says: lines of the corpus, brought to a length. */
export class Lines {
  readonly #draw: () => LengthsOfOne;
  readonly #random: Random;
  readonly #said = new Set<string>();
  readonly #left: Record<keyof LengthsOfOne, number[]>;

  /** @param draw the lengths that somebody draws from; asked again where they are used up */
  constructor(draw: () => LengthsOfOne, random: Random) {
    this.#draw = draw;
    this.#random = random;
    const { openings, first, answers, seconds } = draw();
    const shuffle = (lengths: readonly number[]) => random.shuffle(lengths);
    this.#left = {
      openings: shuffle(openings),
      first: shuffle(first),
      answers: shuffle(answers),
      seconds: shuffle(seconds),
    };
  }

  greeting = () => this.#fit(this.#fresh(GREETINGS), "openings");
  statement = () => this.#fit(this.#fresh(STATEMENTS), "answers");
  second = () => this.#fit(this.#fresh(STATEMENTS), "seconds");
  question = () => this.#fit(this.#fresh(QUESTIONS), "seconds");
  answer = (heard: string) =>
    this.#fit(this.#fresh(answersTo(heard)), this.#said.size > 1 ? "answers" : "first");

  #fresh(lines: readonly string[]): string {
    const fresh = lines.filter((line) => !this.#said.has(line));
    const line = this.#random.pick(fresh.length > 0 ? fresh : STATEMENTS);
    this.#said.add(line);
    return line;
  }

  /** Goes on with further lines until it is long enough, and ends where the length is reached. */
  #fit(line: string, place: keyof LengthsOfOne): string {
    const length = this.#nextLength(place);
    let text = line;
    while (text.length < length) text += `, ${this.#fresh(QUESTIONS)}`;
    return text.slice(0, length).replace(/[ ,]$/, "k");
  }

  /**
   * Each length once, then somebody else's: drawn with repeats they would differ less within a match,
   * and more from one match to the next.
   */
  #nextLength(place: keyof LengthsOfOne): number {
    if (this.#left[place].length === 0)
      this.#left[place] = this.#random.shuffle(this.#draw()[place]);
    const length = this.#left[place].pop();
    if (length === undefined) throw new RangeError(`no length of ${place}`);
    return length;
  }
}
