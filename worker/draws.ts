import type { Reply } from "../db/queries/replies.ts";
import { createRandom, type Random, type Seed } from "../game/random.ts";

/** A stream of draws for one reply. */
export function randomOf(
  what: string,
  seed: Seed,
  { conversationId, label, afterSeq }: Pick<Reply, "conversationId" | "label" | "afterSeq">,
  ...more: number[]
): Random {
  return createRandom(seed, what, conversationId, label, afterSeq, ...more);
}
