import type { AddressInfo } from "node:net";
import { modelServer } from "./server.ts";

const server = modelServer();
// Only ever a stand-in on the same machine.
server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  console.log(`model ready on http://127.0.0.1:${port}/v1`);
});
server.on("error", (error) => {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
});
for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
