import { once } from "node:events";
import { connect } from "node:net";
import { writeReadableStreamToWritable } from "@remix-run/node";
import { afterAll, describe, expect, test } from "vitest";
import { openOutlet, SlowReader } from "../../app/live/outlet.ts";
import { listen, portOf } from "../../app/server/listen.ts";
import { codeOf } from "../client.ts";
import { startSite } from "../site.ts";

describe("streams of one address", () => {
  test("are so many at once; the next is told to wait, and comes in when one has ended", async () => {
    const site = await startSite({ env: { STREAMS_PER_ADDRESS: "3" } });
    const { a, b, at } = await site.duel();
    const events = `${at}/events`;
    const [first] = await Promise.all([a.stream(events), a.stream(events), b.stream(events)]);
    const refused = await b.get(events);
    expect([refused.status, codeOf(refused)]).toEqual([429, "rate/too-many"]);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThanOrEqual(1);
    expect((await b.get(at)).status).toBe(200);
    first.close();
    const opens = () =>
      b.stream(events).then(
        () => true,
        () => false,
      );
    await expect.poll(opens, { timeout: 10_000 }).toBe(true);
  });
});

test("a reader who takes nothing is given up, and what waited for them is let go", async () => {
  const closed: string[] = [];
  const failed: unknown[] = [];
  const server = await listen(
    (_request, response) => {
      const gone = new AbortController();
      response.on("close", () => gone.abort());
      const outlet = openOutlet({
        signal: gone.signal,
        backlog: () => response.writableLength,
        onClose: (why) => closed.push(why),
      });
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      writeReadableStreamToWritable(outlet.body, response).catch((error: unknown) => {
        failed.push(error);
        response.destroy();
      });
      const frame = { event: "message", data: "x".repeat(16_384) };
      const flood = () => {
        if (!outlet.open) return;
        outlet.write([frame]);
        setImmediate(flood);
      };
      flood();
    },
    { port: 0, host: "127.0.0.1" },
  );
  afterAll(() => server.close());
  const reader = connect({ port: portOf(server), host: "127.0.0.1" });
  reader.on("error", () => undefined);
  reader.pause();
  reader.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  await expect.poll(() => closed, { timeout: 20_000 }).toEqual(["slow"]);
  await expect.poll(() => failed[0]).toBeInstanceOf(SlowReader);
  reader.resume();
  await once(reader, "close");
});
