import { Whisker } from "../../charts/whisker.tsx";
import type { LeaderboardPage } from "../../api/schemas.ts";
import { Interval } from "../interval.tsx";
import { Shape } from "../shape.tsx";
import { count } from "../format.ts";

type Entry = LeaderboardPage["entries"][number];

interface BoardRowProps {
  entry: Entry;
  /** People are circles, personas squares. */
  kind: "human" | "ai";
  /** Whether the row above has the same rank. */
  shared: boolean;
  ratings: readonly [number, number];
}

/** Two deviations either way: what Glicko-2 calls its 95 % interval. */
export const WIDTH = 2;
const START = 1500;

export function BoardRow({ entry, kind, shared, ratings }: BoardRowProps) {
  const pAi = kind === "ai" ? 1 : 0;
  const spread = WIDTH * entry.ratingDeviation;
  const rating = { value: entry.rating, low: entry.rating - spread, high: entry.rating + spread };
  const rate = { value: entry.rate, low: entry.rateLow, high: entry.rateHigh };
  return (
    <tr role="row" className="board-row" data-band={shared ? "within" : "first"}>
      <td role="cell" className="board-rank figure">
        {shared ? <span className="sr-only">{entry.rank}, shared</span> : entry.rank}
      </td>
      <th role="rowheader" scope="row" className="board-name text-left font-normal">
        <span className="inline-flex max-w-full items-baseline gap-3 text-body md:text-lead">
          <Shape state={kind} size={14} />
          <span className="min-w-0">
            {entry.name}
            {entry.guest ? <span className="ml-2 text-small text-muted">guest</span> : null}
          </span>
        </span>
      </th>
      <td role="cell" className="board-rating">
        <span className="figure">
          {Math.round(entry.rating)} <span className="text-muted">±{Math.round(spread)}</span>
        </span>
      </td>
      <td role="cell" className="board-rating-bar">
        <Whisker {...rating} domain={ratings} reference={START} pAi={pAi} />
      </td>
      <td role="cell" className="board-rate">
        <Interval {...rate} />
        <span className="block text-small text-muted">
          <span className="figure">
            {count(entry.correct)} of {count(entry.games)}
          </span>
        </span>
      </td>
      <td role="cell" className="board-rate-bar">
        <Whisker {...rate} domain={[0, 1]} reference={0.5} pAi={pAi} />
      </td>
    </tr>
  );
}
