import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap/node24.mjs";
import { lockProblems } from "./lock-problems.ts";

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), "utf8"));

const problems = lockProblems(read("package.json"), read("package-lock.json"));
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
