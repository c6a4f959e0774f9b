import type { Database } from "../client.ts";

/** How many frames each participant of some matches has been sent, by match. */
export async function framesSent(
  { pool }: Database,
  matchIds: readonly string[],
): Promise<Map<string, number[]>> {
  const { rows } = await pool.query<{ id: string; frames: number[] }>({
    name: "frames-sent",
    text: `select id, jsonb_path_query_array(state, '$.participants[*].frames') as frames
           from matches where id = any($1::uuid[])`,
    values: [matchIds],
  });
  return new Map(rows.map(({ id, frames }) => [id, frames]));
}
