import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { Started } from "../../stores.ts";

/** Lets every process of a site be looked into, each on a free port, once it is asked to. */
export const INSPECTABLE = { NODE_OPTIONS: "--inspect-port=0" };

const answerSchema = z.object({
  id: z.int().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
});

/** A line to the inspector of a process, as browsers' developer tools use it. */
export interface Inspector {
  ask(method: string, params?: object): Promise<unknown>;
  on(method: string, listener: (params: unknown) => void): void;
  close(): void;
}

/** Asks a process to open its inspector, by the signal that Node knows for it; returns where. */
export async function addressOf(part: Started): Promise<string> {
  process.kill(part.pid(), "SIGUSR1");
  for (let tries = 0; tries < 100; tries++) {
    const [address] = /ws:\/\/\S+/.exec(part.output()) ?? [];
    if (address !== undefined) return address;
    await delay(50);
  }
  throw new Error("the inspector did not open");
}

export const inspect = async (part: Started): Promise<Inspector> =>
  openInspector(await addressOf(part));

export async function openInspector(address: string): Promise<Inspector> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error("no line to the inspector")));
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const listeners = new Map<string, (params: unknown) => void>();
  let last = 0;
  socket.addEventListener("message", ({ data }) => {
    const { id, result, error, method, params } = answerSchema.parse(JSON.parse(String(data)));
    if (method !== undefined) listeners.get(method)?.(params);
    const asked = id === undefined ? undefined : waiting.get(id);
    if (id !== undefined) waiting.delete(id);
    if (error) asked?.reject(new Error(error.message));
    else asked?.resolve(result);
  });
  return {
    ask(method, params = {}) {
      last += 1;
      const asked = Promise.withResolvers<unknown>();
      waiting.set(last, asked);
      socket.send(JSON.stringify({ id: last, method, params }));
      return asked.promise;
    },
    on: (method, listener) => void listeners.set(method, listener),
    close: () => socket.close(),
  };
}
