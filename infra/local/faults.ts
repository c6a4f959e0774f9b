import { measure } from "./measure.ts";

process.exit(await measure({ name: "faults", script: "tests/faults/main.ts", writes: "quick" }));
