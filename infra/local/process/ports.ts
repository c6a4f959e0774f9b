import { createServer } from "node:net";

// Below the range that the kernel hands out to outgoing connections on Linux and macOS.
const lowest = 20_000;
const highest = 32_000;

const handedOut = new Set<number>();

export async function portIsFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1" }, () => server.close(() => resolve(true)));
  });
}

/** A port of the loopback address that nothing listens on; the preferred one if it is free. */
export async function freePort(preferred?: number): Promise<number> {
  let port = preferred ?? draw();
  while (handedOut.has(port) || !(await portIsFree(port))) port = draw();
  handedOut.add(port);
  return port;
}

const draw = () => lowest + Math.floor(Math.random() * (highest - lowest));
