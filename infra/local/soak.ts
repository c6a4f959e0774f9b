import { measure } from "./measure.ts";

process.exit(await measure({ name: "soak", script: "tests/load/soak.ts", writes: "durable" }));
