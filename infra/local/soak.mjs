import { handover } from "./bootstrap/handover.mjs";

await handover("infra/local/soak.ts", process.argv.slice(2));
