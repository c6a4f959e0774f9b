import { eq } from "drizzle-orm";
import { advanceMatch } from "../db/play.ts";
import { cases, flags, reports } from "../db/schema/moderation.ts";
import { seats } from "../db/schema/matches.ts";
import { type PlayerRole, players } from "../db/schema/players.ts";
import type { Stores } from "../db/stores.ts";
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

interface CaseMade {
  matchId: string;
  /** Letters of the first round. */
  by: string;
  about: string;
  category?: (typeof reports.$inferInsert)["category"];
  priority?: number;
  flag?: (typeof flags.$inferInsert)["kind"];
}

/** A case with a report, as a player's report opens it. @returns its id */
export async function createCase(
  { database }: Pick<Stores, "database">,
  { matchId, by, about, category = "harassment", priority = 5, flag }: CaseMade,
): Promise<string> {
  const { orm } = database;
  const [made] = await orm.insert(cases).values({ matchId, state: "open", priority }).returning();
  const sat = await orm.select().from(seats).where(eq(seats.matchId, matchId));
  const seatId = (label: string) => sat.find((seat) => seat.label === label)?.id ?? "";
  if (!made) throw new Error("no case");
  await orm.insert(reports).values({
    caseId: made.id,
    matchId,
    bySeatId: seatId(by),
    aboutSeatId: seatId(about),
    category,
    note: "they were rude",
  });
  if (flag)
    await orm.insert(flags).values({
      caseId: made.id,
      matchId,
      seatId: seatId(about),
      kind: flag,
      refusedText: "what was refused",
      detail: { rule: "a-rule" },
    });
  return made.id;
}
