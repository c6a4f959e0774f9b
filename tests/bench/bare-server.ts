/**
 * The least that the hot path can cost: node:http, one insert, one publish, and an SSE write to both
 * sides of the conversation. No session, no rules, no framework.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { Redis } from "ioredis";
import pg from "pg";

const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl } = process.env;
if (!databaseUrl || !redisUrl) throw new Error("DATABASE_URL and REDIS_URL are needed");

const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
await pool.query(`create table if not exists bare_messages (
  id uuid primary key default uuidv7(), conversation_id uuid not null, body text not null,
  client_id text not null, at timestamptz not null default clock_timestamp())`);
const publisher = new Redis(redisUrl);
const subscriber = new Redis(redisUrl);
const streams = new Map<string, Set<ServerResponse>>();

await subscriber.subscribe("bare");
subscriber.on("message", (_channel, text) => {
  const { conversationId } = JSON.parse(text) as { conversationId: string };
  for (const stream of streams.get(conversationId) ?? [])
    stream.write(`event: message\ndata: ${text}\n\n`);
});

async function post(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  const message = JSON.parse(text) as { conversationId: string; body: string; clientId: string };
  const { rows } = await pool.query<{ id: string; at: Date }>({
    name: "insert",
    text: `insert into bare_messages (conversation_id, body, client_id) values ($1, $2, $3)
           returning id, at`,
    values: [message.conversationId, message.body, message.clientId],
  });
  const said = {
    conversationId: message.conversationId,
    message: { ...rows[0], body: message.body },
  };
  void publisher.publish("bare", JSON.stringify(said));
  response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(said));
}

function stream(conversationId: string, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(": hello\n\n");
  const open = streams.get(conversationId) ?? new Set();
  streams.set(conversationId, open.add(response));
  response.on("close", () => open.delete(response));
}

const server = createServer((request, response) => {
  if (request.method === "POST") void post(request, response);
  else stream(request.url?.slice(1) ?? "", response);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object")
    process.stdout.write(`bare ready on http://127.0.0.1:${address.port}\n`);
});
process.on("SIGTERM", () => process.exit(0));
