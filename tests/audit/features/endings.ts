import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { least } from "./sums.ts";

/** Unscaled seconds before a deadline within which a message came just in time. */
const CLOSE = [0.3, 1, 3];

/** What happens where time runs out: the last message, turns, the chat's end. */
export function endings(record: MatchRecord): Features {
  const { scale, deadlineAt, messages, turns, chatEndedAt, viewAt, now } = record;
  const seconds = (ms: number) => (ms * scale) / 1000;
  const theirs = messages.filter((message) => message.theirs);
  const left = theirs.map(({ at }) => seconds(deadlineAt - at));
  const turn = theirs.flatMap(({ at, arrivedAt }) => {
    const open = turns.findLast((each) => each.arrivedAt < arrivedAt && !each.mine);
    return open?.deadlineAt ? [seconds(open.deadlineAt - at)] : [];
  });
  const within = (times: readonly number[], limit: number) =>
    times.filter((time) => time < limit).length;
  const ended = chatEndedAt === null ? null : chatEndedAt - (viewAt - now) - deadlineAt;
  return {
    "left after the last": least(left),
    "left of a turn, least": least(turn),
    ...Object.fromEntries(CLOSE.map((limit) => [`ends within ${limit} s`, within(left, limit)])),
    ...Object.fromEntries(CLOSE.map((limit) => [`turns within ${limit} s`, within(turn, limit)])),
    "ended early": ended === null ? null : seconds(ended) < -1 ? 1 : 0,
    "end after the deadline": ended,
    "turns passed": turns.filter(({ mine }) => mine).length - theirs.length,
  };
}
