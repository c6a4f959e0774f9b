import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { gaps, least, mean, most, share } from "./sums.ts";

/** Who speaks when: openings, second messages, silences, leaving; unscaled seconds. */
export function manners(record: MatchRecord): Features {
  const { messages, scale, now, deadlineAt } = record;
  const seconds = (ms: number) => (ms * scale) / 1000;
  const theirs = messages.filter((message) => message.theirs);
  const again = theirs.filter((_, index) => {
    const place = messages.indexOf(theirs[index] ?? _);
    return messages[place - 1]?.theirs === true;
  });
  const mine = messages.filter((message) => !message.theirs);
  const unanswered = mine.filter((message) => {
    const next = messages[messages.indexOf(message) + 1];
    return next !== undefined && !next.theirs;
  });
  const waits = again.map(({ at }) => {
    const before = messages.findLast((each) => each.theirs && each.at < at);
    return before ? seconds(at - before.at) : null;
  });
  return {
    messages: theirs.length,
    opens: messages[0]?.theirs === true ? 1 : 0,
    "first message": theirs[0] ? seconds(theirs[0].at - now) : null,
    "messages again": again.length,
    "again after, least": least(waits.filter((wait) => wait !== null)),
    "again after, mean": mean(waits.filter((wait) => wait !== null)),
    unanswered: share(unanswered.length, mine.length),
    "longest silence": most(gaps([now, ...theirs.map(({ at }) => at), deadlineAt]).map(seconds)),
  };
}
