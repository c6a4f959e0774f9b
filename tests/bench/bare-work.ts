import { Redis } from "ioredis";
import pg from "pg";

interface Said {
  conversationId: string;
  body: string;
  clientId: string;
}

type Hear = (frame: string) => void;

/**
 * The least that posting a message takes, whatever serves it: one insert, one publish, and a frame
 * to each who listens. No session, no rules.
 */
export async function openBareWork(env: NodeJS.ProcessEnv) {
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = env;
  if (!databaseUrl || !redisUrl) throw new Error("DATABASE_URL and REDIS_URL are needed");
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query(`create table if not exists bare_messages (
    id uuid primary key default uuidv7(), conversation_id uuid not null, body text not null,
    client_id text not null, at timestamptz not null default clock_timestamp())`);
  const publisher = new Redis(redisUrl);
  const subscriber = new Redis(redisUrl);
  const listeners = new Map<string, Set<Hear>>();
  // Each process hears its own alone: two that are measured in turns share a Redis.
  const channel = `bare ${process.pid}`;
  await subscriber.subscribe(channel);
  subscriber.on("message", (_channel, text) => {
    // Nobody else publishes there.
    const { conversationId } = JSON.parse(text) as Said;
    for (const hear of listeners.get(conversationId) ?? [])
      hear(`event: message\ndata: ${text}\n\n`);
  });
  return {
    /** @returns the reply's JSON */
    async say({ conversationId, body, clientId }: Said): Promise<string> {
      const { rows } = await pool.query<{ id: string; at: Date }>({
        name: "insert",
        text: `insert into bare_messages (conversation_id, body, client_id) values ($1, $2, $3)
               returning id, at`,
        values: [conversationId, body, clientId],
      });
      const text = JSON.stringify({ conversationId, message: { ...rows[0], body } });
      void publisher.publish(channel, text);
      return text;
    },
    /** @returns what ends it */
    listen(conversationId: string, hear: Hear): () => void {
      const open = listeners.get(conversationId) ?? new Set();
      listeners.set(conversationId, open.add(hear));
      return () => open.delete(hear);
    },
  };
}
