import { useEffect, useState } from "react";

interface Wave {
  /** Seconds to the next wave; null before the first tick, so that server and browser agree. */
  seconds: number | null;
  /** How much of the wave has passed, 0 to 1. */
  closed: number;
}

const TICK_MS = 200;

/**
 * @param nextWaveAt the announced instant
 * @param serverNow the server's clock as the page was made, to correct the browser's
 * @param waveSeconds the ruleset's cadence; a scaled clock shows itself by two waves' distance
 */
export function useWave(nextWaveAt: string, serverNow: string, waveSeconds: number): Wave {
  const [now, setNow] = useState<number | null>(null);
  const [span, setSpan] = useState({ at: nextWaveAt, ms: waveSeconds * 1000 });

  if (span.at !== nextWaveAt) {
    const between = Date.parse(nextWaveAt) - Date.parse(span.at);
    setSpan({ at: nextWaveAt, ms: between > 0 ? Math.min(between, waveSeconds * 1000) : span.ms });
  }

  useEffect(() => {
    const offset = Date.parse(serverNow) - Date.now();
    const tick = () => setNow(Date.now() + offset);
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [serverNow]);

  if (now === null) return { seconds: null, closed: 0 };
  const left = Math.max(0, Date.parse(nextWaveAt) - now);
  return { seconds: left / 1000, closed: Math.min(1, Math.max(0, 1 - left / span.ms)) };
}
