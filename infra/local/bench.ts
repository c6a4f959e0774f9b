import { measure } from "./measure.ts";

process.exit(await measure({ name: "bench", script: "tests/bench/main.ts", writes: "durable" }));
