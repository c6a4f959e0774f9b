import { measure } from "./measure.ts";

process.exit(await measure({ name: "study", script: "tests/study/main.ts", writes: "quick" }));
