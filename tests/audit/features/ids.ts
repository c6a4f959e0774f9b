import { instantOf } from "../../recording.ts";
import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";
import { deviation, least, mean, most } from "./sums.ts";

/** The times inside ids against what they name, in real milliseconds. */
export function ids({ matchId, conversationId, now, nextWaveAt, messages }: MatchRecord): Features {
  const theirs = messages.filter((message) => message.theirs);
  const off = theirs.map(({ id, at }) => instantOf(id) - at);
  return {
    "id minus time, mean": mean(off),
    "id minus time, least": least(off),
    "id minus time, most": most(off),
    "id minus time, deviation": deviation(off),
    "ids of another version": theirs.filter(({ id }) => id[14] !== "7").length,
    "ids out of order": theirs.filter(({ id }, index) => id < (theirs[index - 1]?.id ?? "")).length,
    "conversation minus match": instantOf(conversationId) - instantOf(matchId),
    "match before now": now - instantOf(matchId),
    "match after wave": (instantOf(matchId) - nextWaveAt) % 250,
  };
}
