import { handover } from "./bootstrap/handover.mjs";

await handover("infra/local/bench.ts", process.argv.slice(2));
