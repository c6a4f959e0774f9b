import { count, counted } from "./format.ts";
import { Interval } from "./interval.tsx";

interface FiguresProps {
  matches: number;
  guesses: number;
  accuracy: { rate: number; low: number; high: number } | null;
}

/** What this installation has seen so far; the caller leaves it out where that is nothing. */
export function Figures({ matches, guesses, accuracy }: FiguresProps) {
  return (
    <p className="measure text-lead">
      {counted(matches, "match", "matches")} revealed, {counted(guesses, "guess", "guesses")} made.
      {accuracy ? (
        <>
          {" "}
          Of {count(guesses)}, this share was right:{" "}
          <Interval value={accuracy.rate} low={accuracy.low} high={accuracy.high} />.
        </>
      ) : null}
    </p>
  );
}
