import { keptIssuerKeys } from "./keys.ts";
import { issuerServer } from "./server.ts";

/** Anybody may be anybody here: it must never stand before real players. */
if (process.env.AMIANAI_ENV === "production") {
  console.error("error: the local issuer does not run with AMIANAI_ENV=production.");
  process.exit(1);
}

const { PORT, ISSUER_KEYS, ISSUER_SITES } = process.env;
if (!PORT || !ISSUER_KEYS || !ISSUER_SITES) {
  console.error("error: PORT, ISSUER_KEYS and ISSUER_SITES say where it is and whom it serves.");
  process.exit(1);
}

const address = `http://127.0.0.1:${PORT}`;
const server = issuerServer(address, {
  keys: keptIssuerKeys(ISSUER_KEYS),
  sites: ISSUER_SITES.split(","),
});
server.listen(Number(PORT), "127.0.0.1", () => console.log(`issuer ready on ${address}`));
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
