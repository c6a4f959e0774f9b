import { useEffect, useState } from "react";

const TICK_MS = 250;

/** The server's clock in ms, ticking; until the page runs, the instant at which it was made. */
export function useServerNow(madeAt: string, offset: number): number {
  const [now, setNow] = useState(() => Date.parse(madeAt));
  useEffect(() => {
    const tick = () => setNow(Date.now() + offset);
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [offset]);
  return now;
}
