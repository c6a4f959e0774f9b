import type { Features } from "../learn/columns.ts";
import type { Frame, MatchRecord } from "../record.ts";
import { deviation, gaps, least, mean, most, quantile } from "./sums.ts";

/** Finer than this a network's own jitter hides everything. */
const STEP_MS = 5;

/** How frames arrive: lateness, chunks, sizes besides the text, order; real milliseconds. */
export function frames(record: MatchRecord): Features {
  const theirs = record.messages.filter((message) => message.theirs);
  const stepped = (ms: number) => STEP_MS * Math.round(ms / STEP_MS);
  const late = theirs.map(({ at, arrivedAt }) => stepped(arrivedAt - at));
  const sizes = theirs.map(({ frameBytes }) => frameBytes);
  const told = record.frames.filter(({ stream }) => stream > 0);
  const numbers = told.flatMap(({ id }) => id ?? []);
  const typing = told.filter(({ event }) => event === "typing").map(({ at }) => at);
  return {
    "lateness, mean": mean(late),
    "lateness, median": quantile(late, 0.5),
    "lateness, least": least(late),
    "lateness, deviation": deviation(late),
    "bytes besides the text, mean": mean(sizes),
    "bytes besides the text, most": most(sizes),
    "frames with company": told.filter((frame, index) => inCompany(told, frame, index)).length,
    "numbers left out": gaps(numbers).filter((step) => step !== 1).length,
    "dots with a message": typing.filter((at) => theirs.some((one) => one.arrivedAt === at)).length,
    "dots off the grid": mean(typing.map((at) => stepped(at % (1000 / record.scale)))),
    "kinds of frames": new Set(told.map(({ event }) => event)).size,
    views: told.filter(({ event }) => event === "view").length,
  };
}

function inCompany(told: readonly Frame[], { chunk }: Frame, index: number) {
  return index > 0 && told[index - 1]?.chunk === chunk;
}
