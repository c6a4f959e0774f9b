/** Every how often keys repeat "on", and after which silence it goes off: app/client/typing.ts. */
const REPEAT_MS = 3000;
const IDLE_MS = 4000;

export interface Signal {
  on: boolean;
  atMs: number;
}

/**
 * What a browser signals while keys go down at the given instants, until the draft is sent or
 * cleared at endMs; unscaled milliseconds from the first key. A browser signals "off" with what it
 * sends, too; left out here, as the scaled grid would show many times more of it than a real one.
 */
export function signalsOf(
  keys: readonly number[],
  endMs: number,
  end: "sent" | "cleared",
): Signal[] {
  const signals: Signal[] = [];
  let toldAt: number | null = null;
  for (const [index, at] of keys.entries()) {
    if (toldAt === null || at - toldAt >= REPEAT_MS) {
      signals.push({ on: true, atMs: at });
      toldAt = at;
    }
    const next = keys[index + 1] ?? endMs;
    if (next - at < IDLE_MS) continue;
    signals.push({ on: false, atMs: at + IDLE_MS });
    toldAt = null;
  }
  if (toldAt !== null && end === "cleared") signals.push({ on: false, atMs: endMs });
  return signals;
}
