import { eq } from "drizzle-orm";
import { advanceMatch } from "../db/play.ts";
import { type PlayerRole, players } from "../db/schema/players.ts";
import { letPass } from "./factories.ts";
import { saying, type Site } from "./site.ts";

/** Somebody with a role, as the admin page gives it. */
export async function withRole(site: Site, role: PlayerRole, handle: string = role) {
  const client = await site.player(handle);
  await site.stores.database.orm
    .update(players)
    .set({ role, guest: false })
    .where(eq(players.id, client.id));
  site.stores.events.announce({ kind: "account", playerIds: [client.id] });
  return client;
}

/** Two people who have played each other to the reveal, rated. */
export async function playedDuel(site: Site, texts: [string, string] = ["hello", "hi"]) {
  const duel = await site.duel({ ratedMinHumans: 2 });
  const { a, b, at, matchId, conversationId } = duel;
  for (const [client, text] of [
    [a, texts[0]],
    [b, texts[1]],
  ] as const)
    await client.post(`${at}/messages`, saying(conversationId, text));
  await letPass(site.stores, matchId, 121_000);
  await advanceMatch(site.stores, matchId);
  await a.post(`${at}/guesses`, { seat: b.seat, pAi: 0.2 });
  await b.post(`${at}/guesses`, { seat: a.seat, pAi: 0.9 });
  await advanceMatch(site.stores, matchId);
  return duel;
}
