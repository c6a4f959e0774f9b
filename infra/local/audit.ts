import { measure } from "./measure.ts";

process.exit(await measure({ name: "audit", script: "tests/audit/main.ts", writes: "quick" }));
