interface Judged {
  witness: number;
  judgedHuman: number;
  judgedAi: number;
}

const TOLERANCE = 1e-10;
const MOST_STEPS = 20_000;

/** Wins of witnesses over each other; the first is the zero of their strengths. */
export class Contests {
  readonly size: number;
  private readonly wins: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.wins = new Float64Array(size * size);
  }

  static sum(all: readonly Contests[], size: number): Contests {
    const total = new Contests(size);
    for (const { wins } of all)
      for (let at = 0; at < wins.length; at++)
        total.wins[at] = (total.wins[at] ?? 0) + (wins[at] ?? 0);
    return total;
  }

  /** Judgements of one detective: each pair judged differently is a contest. n games weigh as n − 1. */
  addStratum(judged: readonly Judged[]): void {
    const n = judged.reduce((sum, one) => sum + one.judgedHuman + one.judgedAi, 0);
    for (const winner of judged)
      for (const loser of judged) {
        if (winner.witness === loser.witness) continue;
        const at = winner.witness * this.size + loser.witness;
        const won = (winner.judgedHuman * loser.judgedAi) / (n - 1);
        this.wins[at] = (this.wins[at] ?? 0) + won;
      }
  }

  /** Contests that a witness was in. */
  met(witness: number): number {
    let met = 0;
    for (let other = 0; other < this.size; other++) met += this.between(witness, other);
    return met;
  }

  /**
   * Strengths by the algorithm of Hunter 2004 (minorise and maximise), with half a win each way for
   * every pair that met; null for who has met nobody that is linked to the first, and null
   * altogether without contests of the first.
   */
  strengths(): (number | null)[] | null {
    const linked = this.linkedToFirst();
    if (linked.length < 2) return null;
    const worth = new Float64Array(this.size).fill(1);
    for (let step = 0; step < MOST_STEPS; step++)
      if (this.improve(worth, linked) < TOLERANCE) break;
    const zero = worth[0] ?? 1;
    return Array.from(worth, (one, index) =>
      linked.includes(index) ? Math.log(one / zero) : null,
    );
  }

  private improve(worth: Float64Array, linked: readonly number[]): number {
    let change = 0;
    for (const one of linked) {
      let [won, expected] = [0, 0];
      for (const other of linked) {
        const met = this.between(one, other);
        if (met === 0) continue;
        won += (this.wins[one * this.size + other] ?? 0) + 0.5;
        expected += (met + 1) / ((worth[one] ?? 1) + (worth[other] ?? 1));
      }
      const next = won / expected;
      change = Math.max(change, Math.abs(Math.log(next / (worth[one] ?? 1))));
      worth[one] = next;
    }
    return change;
  }

  private between(one: number, other: number): number {
    if (one === other) return 0;
    return (this.wins[one * this.size + other] ?? 0) + (this.wins[other * this.size + one] ?? 0);
  }

  private linkedToFirst(): number[] {
    const linked = [0];
    for (const one of linked)
      for (let other = 0; other < this.size; other++)
        if (!linked.includes(other) && this.between(one, other) > 0) linked.push(other);
    return linked;
  }
}
