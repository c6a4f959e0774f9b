import { eq } from "drizzle-orm";
import type { Database } from "../client.ts";
import { experiments } from "../schema/research.ts";

/** An experiment by its code, and whose it is. */
export async function ownerOf(
  { orm }: Database,
  code: string,
): Promise<{ experimentId: string; ownerId: string } | null> {
  const [row] = await orm
    .select({ experimentId: experiments.id, ownerId: experiments.ownerId })
    .from(experiments)
    .where(eq(experiments.code, code));
  return row ?? null;
}
