import type { Random } from "../../../game/random.ts";
import type { LengthsOfOne } from "./lengths.ts";
import { answersTo, GREETINGS, QUESTIONS, STATEMENTS } from "./corpus.ts";

/** What one person says: lines of the corpus, brought to a length. */
export class Lines {
  readonly #lengths: LengthsOfOne;
  readonly #random: Random;
  readonly #said = new Set<string>();
  readonly #left: Record<keyof LengthsOfOne, number[]> = { first: [], answers: [], seconds: [] };

  constructor(lengths: LengthsOfOne, random: Random) {
    this.#lengths = lengths;
    this.#random = random;
  }

  greeting = () => this.#fit(this.#fresh(GREETINGS), "first");
  statement = () => this.#fit(this.#fresh(STATEMENTS), "answers");
  second = () => this.#fit(this.#fresh(STATEMENTS), "seconds");
  question = () => this.#fit(this.#fresh(QUESTIONS), "answers");
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

  /** Each length once before any comes again: drawn with repeats they would differ less. */
  #nextLength(place: keyof LengthsOfOne): number {
    if (this.#left[place].length === 0)
      this.#left[place] = this.#random.shuffle(this.#lengths[place]);
    const length = this.#left[place].pop();
    if (length === undefined) throw new RangeError(`no length of ${place}`);
    return length;
  }
}
