import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { gaps, mean } from "./sums.ts";

/** Real milliseconds in which clocks tick. */
const PERIODS = [10, 50, 100, 250, 500, 1000];

/** Last digits of the partner's times, their phase on common clocks, and gaps that are repeated. */
export function digits(record: MatchRecord): Features {
  const at = record.messages.filter(({ theirs }) => theirs).map((message) => message.at);
  const since = record.messages.flatMap(({ theirs, at: instant }, index, all) => {
    const before = all[index - 1];
    return theirs && before && !before.theirs ? [instant - before.at] : [];
  });
  return {
    ...phases("clock", at),
    ...phases("gap", since),
    ...Object.fromEntries(
      Array.from({ length: 10 }, (_, digit) => [
        `last digit ${digit}`,
        mean(at.map((instant) => (instant % 10 === digit ? 1 : 0))),
      ]),
    ),
    "whole hundredths": mean(at.map((instant) => (instant % 10 === 0 ? 1 : 0))),
    "repeated gaps": repeated([...gaps(at), ...since]),
    "repeated to 10 ms": repeated(since.map((ms) => Math.round(ms / 10))),
  };
}

/** Mean direction on a clock of each period, and how much the times agree on it. */
function phases(what: string, instants: readonly number[]): Features {
  // The sweep of a scaled worker ticks once in 2 s of the match's time.
  return Object.fromEntries(
    PERIODS.flatMap((period) => {
      const angles = instants.map((at) => (2 * Math.PI * (at % period)) / period);
      const x = mean(angles.map(Math.cos));
      const y = mean(angles.map(Math.sin));
      const agreement = x === null || y === null ? null : Math.hypot(x, y);
      return [
        [`${what} ${period} x`, x],
        [`${what} ${period} y`, y],
        [`${what} ${period} agreement`, agreement],
      ];
    }),
  );
}

const repeated = (values: readonly number[]) =>
  values.length === 0 ? null : 1 - new Set(values).size / values.length;
