import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { repliesIn } from "./exchanges.ts";
import { least, lineThrough, mean, quantile } from "./sums.ts";

/** Latency against length within the match. */
export function latency(record: MatchRecord): Features {
  const replies = repliesIn(record);
  const line = lineThrough(replies.map(({ characters, seconds }) => [characters, seconds]));
  const bent = lineThrough(
    replies.map(({ characters, seconds }) => [Math.log(characters + 5), Math.log(seconds + 0.1)]),
  );
  const ratios = replies.map(({ ratio }) => ratio);
  return {
    slope: line?.slope ?? null,
    intercept: line?.intercept ?? null,
    residual: line?.residual ?? null,
    explained: line?.explained ?? null,
    exponent: bent?.slope ?? null,
    "residual of logs": bent?.residual ?? null,
    least: least(replies.map(({ seconds }) => seconds)),
    "ratio, mean": mean(ratios),
    "ratio, 10 %": quantile(ratios, 0.1),
    "ratio, median": quantile(ratios, 0.5),
    "ratio, 90 %": quantile(ratios, 0.9),
    "first ratio": ratios[0] ?? null,
    "last ratio": ratios.at(-1) ?? null,
  };
}
