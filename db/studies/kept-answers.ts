import type { Stores } from "../stores.ts";

type WithRedis = Pick<Stores, "redis" | "prefix">;

const KEPT_SECONDS = 600;

const keyOf = ({ prefix }: WithRedis, enrolmentId: string) => `${prefix}:answers:${enrolmentId}`;

/**
 * Keeps what a participant's form said that was refused, for ten minutes: a page without scripts is
 * made anew. While Redis is away nothing is kept, and has to be written again.
 */
export async function keepAnswers(
  stores: WithRedis,
  enrolmentId: string,
  sent: Readonly<Record<string, string>>,
): Promise<void> {
  const key = keyOf(stores, enrolmentId);
  const change = stores.redis.multi().del(key);
  if (Object.keys(sent).length > 0) change.hset(key, sent).expire(key, KEPT_SECONDS);
  await change.exec().catch(() => undefined);
}

/** What was kept, by question; nothing once it is older. */
export async function keptAnswers(
  stores: WithRedis,
  enrolmentId: string,
): Promise<Record<string, string>> {
  return stores.redis.hgetall(keyOf(stores, enrolmentId)).catch(() => ({}));
}
