import { Whisker } from "../../charts/whisker.tsx";
import { Interval } from "../interval.tsx";
import { Stat } from "./stat.tsx";

interface ShareStatProps {
  term: string;
  note: string;
  share: { rate: number; low: number; high: number } | null;
}

/** A share of guesses, large, with its interval drawn from 0 to 100 %. */
export function ShareStat({ term, note, share }: ShareStatProps) {
  if (!share) {
    return (
      <Stat term={term} note={note}>
        {null}
      </Stat>
    );
  }
  const { rate: value, low, high } = share;
  return (
    <Stat
      term={term}
      note={note}
      chief={
        <Whisker value={value} low={low} high={high} domain={[0, 1]} reference={0.5} pAi={0} />
      }
    >
      <Interval value={value} low={low} high={high} />
    </Stat>
  );
}
