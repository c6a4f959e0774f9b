import { handover } from "./bootstrap/handover.mjs";

await handover("infra/local/study.ts", process.argv.slice(2));
