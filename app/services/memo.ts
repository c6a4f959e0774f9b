interface Kept {
  /** Null while it is being counted, however long that takes. */
  until: number | null;
  value: Promise<unknown>;
}

/** Keeps what is costly to count for a while, and lets one caller count for all. */
export interface Memo {
  /** @param ms how long a value is kept once it is there; one that failed is not. */
  keep<T>(key: string, ms: number, load: () => Promise<T>): Promise<T>;
  /** What is kept, or being counted, if anything. */
  known<T>(key: string): Promise<T> | undefined;
}

export function openMemo(): Memo {
  const kept = new Map<string, Kept>();
  const known = <T>(key: string) => {
    const found = kept.get(key);
    const stands = found && (found.until === null || found.until > Date.now());
    // A key is only ever kept with one type.
    return stands ? (found.value as Promise<T>) : undefined;
  };
  return {
    known,
    keep<T>(key: string, ms: number, load: () => Promise<T>): Promise<T> {
      const present = known<T>(key);
      if (present) return present;
      forget(kept, Date.now());
      const value = load();
      const entry: Kept = { until: null, value };
      kept.set(key, entry);
      value.then(
        () => (entry.until = Date.now() + ms),
        () => kept.delete(key),
      );
      return value;
    },
  };
}

/** Whoever asks may choose keys: what is over is not kept. */
function forget(kept: Map<string, Kept>, now: number): void {
  for (const [key, { until }] of kept) if (until !== null && until <= now) kept.delete(key);
}
