import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { repliesIn } from "./exchanges.ts";
import { deviation, gaps, least, mean, most, quantile } from "./sums.ts";

/** How much the partner's times differ within the match. */
export function spread(record: MatchRecord): Features {
  const replies = repliesIn(record);
  const logs = replies.map(({ ratio }) => Math.log(ratio + 0.02));
  const rates = replies.map(({ seconds, characters }) => seconds / (characters + 1));
  const short = replies.filter(({ characters }) => characters <= 25);
  const middle = mean(rates);
  const rough = deviation(rates);
  const highest = most(logs);
  const median = quantile(logs, 0.5);
  const lowest = least(logs);
  return {
    "deviation of logs": deviation(logs),
    "variation of rates": middle === null || rough === null ? null : rough / middle,
    "over the median": highest === null || median === null ? null : highest - median,
    "under the median": lowest === null || median === null ? null : median - lowest,
    "deviation of short ones": deviation(short.map(({ seconds }) => seconds)),
    "step from one to the next": mean(gaps(logs).map(Math.abs)),
  };
}
