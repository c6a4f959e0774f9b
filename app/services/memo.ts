interface Kept {
  until: number;
  value: Promise<unknown>;
}

/** Keeps what is costly to count for a while, and lets one caller count for all. */
export interface Memo {
  keep<T>(key: string, ms: number, load: () => Promise<T>): Promise<T>;
}

export function openMemo(): Memo {
  const kept = new Map<string, Kept>();
  return {
    keep<T>(key: string, ms: number, load: () => Promise<T>): Promise<T> {
      const known = kept.get(key);
      // A key is only ever kept with one type.
      if (known && known.until > Date.now()) return known.value as Promise<T>;
      forget(kept, Date.now());
      const value = load();
      kept.set(key, { until: Date.now() + ms, value });
      value.catch(() => kept.delete(key));
      return value;
    },
  };
}

/** Whoever asks may choose keys: what is over is not kept. */
function forget(kept: Map<string, Kept>, now: number): void {
  for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
}
