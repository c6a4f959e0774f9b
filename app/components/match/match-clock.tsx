import type { MatchView } from "../../api/schemas.ts";
import { secondsLeft } from "../../client/clock.ts";
import { Clock } from "../clock.tsx";
import { LiveRegion } from "../live-region.tsx";
import { useServerNow } from "./use-server-now.ts";

interface MatchClockProps {
  view: MatchView;
  offset: number;
  /** The phase's whole length in ms, as this server runs it. */
  span: number;
}

/** Thins as it runs out: a line, the digits, and a word to those who hear the page. */
export function MatchClock({ view, offset, span }: MatchClockProps) {
  const now = useServerNow(view.now, offset);
  if (view.deadlineAt === null) return null;
  const seconds = secondsLeft(view.deadlineAt, now);
  const share = Math.min(1, Math.max(0, (Date.parse(view.deadlineAt) - now) / span));
  const label = view.phase === "guessing" ? "Time left to guess" : "Time left to write";
  return (
    <>
      <div className="clock-line" aria-hidden>
        <span
          style={{ transform: `scale(${share.toFixed(4)}, ${(0.3 + 0.7 * share).toFixed(3)})` }}
        />
      </div>
      <Clock seconds={seconds} label={label} className="clock-digits" />
      <LiveRegion message={announcement(seconds)} />
    </>
  );
}

function announcement(seconds: number): string {
  if (seconds > 60) return "";
  if (seconds > 30) return "One minute left";
  return seconds > 10 ? "30 seconds left" : "10 seconds left";
}
