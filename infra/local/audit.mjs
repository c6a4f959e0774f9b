import { handover } from "./bootstrap/handover.mjs";

await handover("infra/local/audit.ts", process.argv.slice(2));
