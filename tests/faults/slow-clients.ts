import { setTimeout as delay } from "node:timers/promises";
import type { Player } from "../players.ts";

/** Opens second streams of the players' matches that nobody reads, for a while. */
export async function readNothing(
  players: readonly Player[],
  count: number,
  ms: number,
): Promise<void> {
  const readers = Array.from({ length: count }, (_, index) => players[index % players.length]);
  const streams = await Promise.all(
    readers.flatMap((player) => (player ? [player.client.unread(player.at("/events"))] : [])),
  );
  await delay(ms);
  for (const stream of streams) stream.destroy();
}
