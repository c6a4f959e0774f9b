import { handover } from "./bootstrap/handover.mjs";

await handover("infra/local/faults.ts", process.argv.slice(2));
