import { type Finding, findingsIn, screen } from "./screening.ts";

/** A message as it was delivered, or the reason of a guess, which has no id. */
export interface SaidLine {
  id: string | null;
  seatId: string;
  body: string;
}

/** Something for the moderators about a match, a seat of it or a message. */
export interface Flag {
  kind: Finding["kind"] | "flood" | "collusion" | "model";
  seatId: string | null;
  messageId: string | null;
  /** The rule that found it, and its figures. */
  detail: { rule: string } & Record<string, string | number>;
  /** A moderator should look, whether anybody reports it or not. */
  grave: boolean;
}

/** The same text this often is a flood; short texts and questions that everybody asks are none. */
const FLOOD = {
  inMatch: { times: 4, letters: 12 },
  inDay: { times: 5, letters: 60 },
} as const;

/** Insults and jests about violence by one seat: so many are no slip. */
const GRAVE_TOGETHER = 3;

/**
 * What the rules find in a match's messages, and in the reasons of its guesses.
 * @param earlier by seat, what its player wrote in other matches of the last day
 */
export function flagsIn(
  said: readonly SaidLine[],
  earlier: ReadonlyMap<string, readonly string[]>,
): Flag[] {
  const seats = [...Map.groupBy(said, ({ seatId }) => seatId)];
  return seats.flatMap(([seatId, lines]) => {
    const found = lines.flatMap(flagsOfLine);
    const abusive = found.filter(({ kind }) => kind === "slur" || kind === "threat");
    const grave = abusive.length >= GRAVE_TOGETHER;
    return [
      ...found.map((flag) => (grave && abusive.includes(flag) ? { ...flag, grave } : flag)),
      ...floodsIn(
        lines.filter(({ id }) => id !== null),
        earlier.get(seatId) ?? [],
      ),
    ];
  });
}

function flagsOfLine({ id, seatId, body }: SaidLine): Flag[] {
  // Nothing of the kind is delivered; a text from before a rule was made may be.
  const grave = screen(body) !== null;
  const where: Record<string, string> = id === null ? { in: "guess" } : {};
  return findingsIn(body).map(({ kind, rule }) => ({
    kind,
    seatId,
    messageId: id,
    detail: { rule, ...where },
    grave,
  }));
}

function floodsIn(lines: readonly SaidLine[], earlier: readonly string[]): Flag[] {
  const before = countsOf(earlier.map(bare));
  return [...Map.groupBy(lines, ({ body }) => bare(body))].flatMap(([text, same]) => {
    const last = same.at(-1);
    const inDay = same.length + (before.get(text) ?? 0);
    const rule = isFlood(text, same.length, FLOOD.inMatch)
      ? "repeated"
      : isFlood(text, inDay, FLOOD.inDay)
        ? "copied"
        : null;
    if (!last || rule === null) return [];
    const detail = { rule, times: rule === "repeated" ? same.length : inDay };
    const { id: messageId, seatId } = last;
    return [{ kind: "flood" as const, seatId, messageId, detail, grave: rule === "copied" }];
  });
}

function isFlood(text: string, times: number, limit: { times: number; letters: number }): boolean {
  return times >= limit.times && text.length >= limit.letters;
}

function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** Letters and digits only: a copy is one whatever was put between them. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
