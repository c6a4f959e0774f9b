import { availableParallelism } from "node:os";
import { stolenSeconds } from "../../load/probes/processes.ts";

interface Second {
  endedAt: number;
  /** Share of the cores' time that the host gave to other machines. */
  stolen: number;
}

/** With more in any one second, what is measured is the host. */
const MOST_STOLEN = 0.1;
const SECOND_MS = 1000;

/**
 * Whether the machine was all there. What its host gives to others comes late, and AIs' messages,
 * which pass one process more than people's, come later still.
 */
export class Machine {
  readonly #seconds: Second[] = [];
  readonly #now: () => number;
  readonly #stolen: () => number;
  readonly #cores: number;
  #last: { at: number; stolen: number };

  constructor(now: () => number, stolen = stolenSeconds, cores = availableParallelism()) {
    this.#now = now;
    this.#stolen = stolen;
    this.#cores = cores;
    this.#last = { at: now(), stolen: stolen() };
  }

  /** Looks every second; @returns a function that ends it. */
  watch(): () => void {
    const timer = setInterval(() => this.look(), SECOND_MS);
    return () => clearInterval(timer);
  }

  look(): void {
    const [at, stolen] = [this.#now(), this.#stolen()];
    const seconds = ((at - this.#last.at) / 1000) * this.#cores;
    this.#seconds.push({ endedAt: at, stolen: (stolen - this.#last.stolen) / seconds });
    this.#last = { at, stolen };
  }

  /** Whether of the whole seconds since that instant none was taken for others. */
  wasOwnSince(from: number): boolean {
    const since = this.#seconds.filter(({ endedAt }) => endedAt > from);
    return since.every(({ stolen }) => stolen <= MOST_STOLEN);
  }
}
