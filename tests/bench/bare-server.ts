/** The least that the hot path can cost: the bare work on node:http, without a framework. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { openBareWork } from "./bare-work.ts";

const work = await openBareWork(process.env);

async function post(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  // The bench alone asks.
  const said = await work.say(JSON.parse(text) as Parameters<typeof work.say>[0]);
  response.writeHead(201, { "content-type": "application/json" }).end(said);
}

function stream(conversationId: string, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(": hello\n\n");
  response.on(
    "close",
    work.listen(conversationId, (frame) => response.write(frame)),
  );
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
