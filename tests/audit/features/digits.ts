import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { gaps, mean, share } from "./sums.ts";

/** Real milliseconds in which clocks tick; a gap is told in ticks far shorter than itself. */
const PERIODS = [10, 50, 100, 250, 500];
const SHORT = [10, 50];

/** Last digits of the partner's times, their phase on common clocks, and gaps that are repeated. */
export function digits(record: MatchRecord): Features {
  const at = record.messages.filter(({ theirs }) => theirs).map((message) => message.at);
  const since = record.messages.flatMap(({ theirs, at: instant }, index, all) => {
    const before = all[index - 1];
    return theirs && before && !before.theirs ? [instant - before.at] : [];
  });
  return {
    ...phases("clock", at, PERIODS),
    ...phases("gap", since, SHORT),
    ...Object.fromEntries(
      Array.from({ length: 10 }, (_, digit) => [
        `last digit ${digit}`,
        mean(at.map((instant) => (instant % 10 === digit ? 1 : 0))),
      ]),
    ),
    "repeated gaps": repeated([...gaps(at), ...since]),
    "repeated to 10 ms": repeated(since.map((ms) => Math.round(ms / 10))),
  };
}

/** Mean direction on a clock of each period, and how much the times agree on it. */
function phases(what: string, instants: readonly number[], periods: readonly number[]): Features {
  return Object.fromEntries(
    periods.flatMap((period) => {
      const angles = instants.map((at) => (2 * Math.PI * (at % period)) / period);
      const x = mean(angles.map(Math.cos));
      const y = mean(angles.map(Math.sin));
      const agreement =
        x === null || y === null ? null : amongPairs(x ** 2 + y ** 2, angles.length);
      return [
        [`${what} ${period} x`, x],
        [`${what} ${period} y`, y],
        [`${what} ${period} agreement`, agreement],
      ];
    }),
  );
}

/** The mean over pairs, which unlike the whole mean does not depend on how many there are. */
function amongPairs(square: number, count: number): number | null {
  return count < 2 ? null : (count * square - 1) / (count - 1);
}

/** Share of pairs that are equal. */
function repeated(values: readonly number[]): number | null {
  const counts = [...Map.groupBy(values, (value) => value).values()].map((same) => same.length);
  const pairs = (count: number) => (count * (count - 1)) / 2;
  return share(
    counts.reduce((equal, count) => equal + pairs(count), 0),
    pairs(values.length),
  );
}
