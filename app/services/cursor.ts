import type { z } from "zod";

/** Where a page of a list ends, as its reader hands it back. */
export function cursorOf(edge: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(edge)).toString("base64url");
}

/** A cursor that no page has given is the list's beginning. */
export function edgeIn<T>(schema: z.ZodType<T>, cursor: string | undefined): T | null {
  if (!cursor) return null;
  try {
    const edge: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    return schema.safeParse(edge).data ?? null;
  } catch {
    return null;
  }
}
