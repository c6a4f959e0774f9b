/** Streams that one session may hold open at once: a match and the lobby in a few tabs. */
const PER_SESSION = 12;

/** Who holds a stream. */
interface Holder {
  sessionId: string;
  address: string;
}

/** How many event streams of this process are open, by session and by address. */
export interface StreamPlaces {
  /** Takes a place until the signal is aborted; false where there is none. */
  take(holder: Holder, signal: AbortSignal): boolean;
}

export function openPlaces({ perAddress }: { perAddress: number }): StreamPlaces {
  const sessions = new Map<string, number>();
  const addresses = new Map<string, number>();
  return {
    take({ sessionId, address }, signal) {
      const full =
        held(sessions, sessionId) >= PER_SESSION || held(addresses, address) >= perAddress;
      if (full) return false;
      if (signal.aborted) return true;
      change(sessions, sessionId, 1);
      change(addresses, address, 1);
      const release = () => {
        change(sessions, sessionId, -1);
        change(addresses, address, -1);
      };
      signal.addEventListener("abort", release, { once: true });
      return true;
    },
  };
}

const held = (counts: ReadonlyMap<string, number>, key: string) => counts.get(key) ?? 0;

function change(counts: Map<string, number>, key: string, by: number): void {
  const now = held(counts, key) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}
