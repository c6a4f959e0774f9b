/** Timers of one actor in unscaled milliseconds, which all end together. */
export class Timers {
  readonly scale: number;
  readonly #running = new Set<NodeJS.Timeout>();
  #ended = false;

  constructor(scale: number) {
    this.scale = scale;
  }

  after(ms: number, act: () => unknown): () => void {
    if (this.#ended) return () => undefined;
    const timer = setTimeout(
      () => {
        this.#running.delete(timer);
        act();
      },
      Math.max(0, ms) / this.scale,
    );
    this.#running.add(timer);
    return () => {
      clearTimeout(timer);
      this.#running.delete(timer);
    };
  }

  end(): void {
    this.#ended = true;
    for (const timer of this.#running) clearTimeout(timer);
    this.#running.clear();
  }
}
