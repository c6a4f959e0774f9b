import type { Page } from "@playwright/test";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { openDatabase } from "../../db/client.ts";
import { type PlayerRole, players } from "../../db/schema/players.ts";

const begun = z.object({ player: z.object({ id: z.uuid() }) });

/**
 * A player with an account and a role, before the server has seen the session for the first time:
 * so it need not be told of the change. @returns the player's id.
 */
export async function beginAs(page: Page, role: PlayerRole, handle: string): Promise<string> {
  const reply = await page.request.post("/api/v1/session", { form: { handle } });
  const { id } = begun.parse(await reply.json()).player;
  const database = openDatabase({
    url: process.env.WEB_DATABASE_URL ?? "",
    max: 1,
    onError: () => undefined,
  });
  try {
    await database.orm.update(players).set({ role, guest: false }).where(eq(players.id, id));
  } finally {
    await database.close();
  }
  return id;
}
