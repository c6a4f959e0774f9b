import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { deviation, least, mean, most, share, sum } from "./sums.ts";

interface Spell {
  from: number;
  /** When the dots went off, or the message that ended them came. */
  to: number;
  endedByMessage: boolean;
}

/** When the partner's dots are seen, for how long, and what comes of them. */
export function dots(record: MatchRecord): Features {
  const { scale } = record;
  const seconds = (ms: number) => (ms * scale) / 1000;
  const theirs = record.messages.filter((message) => message.theirs);
  const spells = spellsOf(record);
  const lengths = spells.map(({ from, to }) => seconds(to - from));
  const pauses = spells
    .slice(1)
    .map(({ from }, index) => seconds(from - (spells[index]?.to ?? from)));
  const vain = spells.filter(({ endedByMessage }) => !endedByMessage);
  const before = theirs.map(({ arrivedAt }) => {
    const last = spells.findLast(({ from }) => from < arrivedAt);
    return last ? seconds(arrivedAt - last.from) : null;
  });
  const rates = theirs.flatMap(({ arrivedAt, characters }) => {
    const last = spells.findLast(({ from }) => from < arrivedAt);
    return last?.to === arrivedAt ? [seconds(arrivedAt - last.from) / (characters + 1)] : [];
  });
  return {
    spells: spells.length,
    "spells a message": share(spells.length, theirs.length),
    "length, mean": mean(lengths),
    "length, deviation": deviation(lengths),
    "length, least": least(lengths),
    "length, most": most(lengths),
    "pause, least": least(pauses),
    "pauses under 3 s": pauses.filter((pause) => pause < 3).length,
    "without a message": vain.length,
    "off before a message": share(vain.length, spells.length),
    "on before a message": mean(before.filter((each) => each !== null)),
    "messages without dots": share(
      theirs.filter(({ arrivedAt }) => !spells.some(({ to }) => to === arrivedAt)).length,
      theirs.length,
    ),
    "seconds a character": mean(rates),
    "rates, deviation": deviation(rates),
    "share of the time": share(sum(lengths), seconds(record.deadlineAt - record.now)),
  };
}

function spellsOf({ dots: signals, messages, chatEndedAt }: MatchRecord): Spell[] {
  const ends = [
    ...signals.map(({ on, arrivedAt }) => ({ at: arrivedAt, on, message: false })),
    ...messages.flatMap(({ theirs, arrivedAt }) =>
      theirs ? [{ at: arrivedAt, on: false, message: true }] : [],
    ),
  ].toSorted((a, b) => a.at - b.at);
  const spells: Spell[] = [];
  let from: number | null = null;
  for (const { at, on, message } of ends) {
    if (on) from ??= at;
    else if (from !== null) {
      spells.push({ from, to: at, endedByMessage: message });
      from = null;
    }
  }
  if (from !== null && chatEndedAt !== null)
    spells.push({ from, to: chatEndedAt, endedByMessage: false });
  return spells;
}
