import type { Features } from "../learn/columns.ts";
import type { MatchRecord } from "../record.ts";

/** The way to the seat: waits, order within the wave, letters; real milliseconds. */
export function seating(
  record: MatchRecord,
  /** Place among those whom the same wave seated, from 0 to 1, by arrival. */
  place: number,
): Features {
  const { frames, seatedAt, nextWaveAt, now, viewAt, deadlineAt } = record;
  const lobby = frames.filter(({ stream }) => stream === 0);
  return {
    "after the wave": seatedAt - nextWaveAt,
    "opened after the wave": now - nextWaveAt,
    "first view after the seat": viewAt - seatedAt,
    "clock behind": viewAt - now,
    "time given": deadlineAt - now,
    "frames while waiting": lobby.length,
    "bytes while waiting": lobby.reduce((bytes, frame) => bytes + frame.bytes, 0),
    letter: record.seat === "A" ? 1 : 0,
    place,
  };
}

/** Each match's place in its wave's order of being told; one half for whoever is alone. */
export function placesOf(records: readonly MatchRecord[]): Map<MatchRecord, number> {
  const waves = Map.groupBy(records, ({ nextWaveAt }) => nextWaveAt);
  return new Map(
    [...waves.values()].flatMap((wave) => {
      const order = wave.toSorted((a, b) => a.seatedAt - b.seatedAt);
      const last = order.length - 1;
      return order.map((one, place): [MatchRecord, number] => [one, last > 0 ? place / last : 0.5]);
    }),
  );
}
