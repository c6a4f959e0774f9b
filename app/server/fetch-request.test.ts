import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import express from "express";
import { expect, test } from "vitest";
import { fetchRequest } from "./fetch-request.ts";
import { listen, portOf } from "./listen.ts";

test("who goes is noticed, though nobody has held the request since", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const gone: string[] = [];
  const application = express().use((request, response) => {
    const { signal, url } = fetchRequest(request, response);
    signal.addEventListener("abort", () => gone.push(new URL(url).pathname));
    response.writeHead(200).write("first");
  });
  const server = await listen(application, { port: 0, host: "127.0.0.1" });
  try {
    const reader = new AbortController();
    await fetch(`http://127.0.0.1:${portOf(server)}/followed`, { signal: reader.signal });
    for (let turn = 0; turn < 5; turn++) {
      await new Promise(setImmediate);
      collect();
    }
    reader.abort();
    await expect.poll(() => gone).toEqual(["/followed"]);
  } finally {
    server.close();
  }
});
