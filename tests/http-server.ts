import type { Server } from "node:http";
import { portOf } from "../app/server/listen.ts";
import { atTheEnd } from "./stores.ts";

/** Has a server listen on a free loopback port until `stopEverything`. @returns its address. */
export async function serve(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  atTheEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${portOf(server)}`;
}
