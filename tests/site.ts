import { afterAll } from "vitest";
import type { Ruleset } from "../game/ruleset.ts";
import { ApiClient } from "./client.ts";
import { createRuleset, places, seat, testStores } from "./factories.ts";
import { type PartEnv, startWeb } from "./stores.ts";

export type Site = Awaited<ReturnType<typeof startSite>>;

/**
 * A web process on a database of its own, and the same stores for the test: without a worker,
 * waves are held and clocks run when the test says so.
 */
export async function startSite({
  timeScale = 1,
  env = {},
}: { timeScale?: number; env?: PartEnv } = {}) {
  const stores = await testStores(timeScale);
  afterAll(() => stores.close());
  const own = {
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: process.env.TEST_REDIS_URL ?? "",
    REDIS_PREFIX: stores.prefix,
    TIME_SCALE: String(timeScale),
    ...env,
  };
  const web = await startWeb({ env: own });
  const clients: ApiClient[] = [];
  afterAll(() => clients.forEach((client) => client.close()));

  function stranger(): ApiClient {
    const client = new ApiClient(web.url);
    clients.push(client);
    return client;
  }

  async function player(handle?: string): Promise<ApiClient & { id: string }> {
    const client = stranger();
    const id = await client.begin(handle);
    return Object.assign(client, { id });
  }

  /** Two people who play each other. */
  async function duel(changes: Partial<Ruleset> = {}, base = "quick-duel") {
    const ruleset = await createRuleset(stores, base, { aiShare: 0, ...changes });
    const people = await Promise.all([player("Ada"), player("Blaise")]);
    const [match] = await seat(
      stores,
      ruleset.slug,
      people.map(({ id }) => id),
    );
    if (!match) throw new Error("the wave opened no match");
    const { conversationId, seatFor } = places(match);
    const [a, b] = people.map((client) =>
      Object.assign(client, { seat: seatFor(client.id).label, role: seatFor(client.id).role }),
    );
    if (!a || !b) throw new Error("two people expected");
    return { matchId: match.id, at: `/api/v1/matches/${match.id}`, conversationId, ruleset, a, b };
  }

  return { web, stores, env: own, stranger, player, duel };
}

let said = 0;

/** A message's body for the API, under a client id of its own. */
export function saying(conversationId: string, body: string, clientId = `client-${(said += 1)}`) {
  return { conversationId, body, clientId };
}
