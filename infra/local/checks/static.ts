import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../bootstrap/node24.mjs";
import { ownerOf } from "../process/ledger.ts";
import { buildIfChanged } from "../stack/build.ts";
import type { Suite } from "./chosen.ts";
import type { Check } from "./runner.ts";
import { scriptCheck, vitestCheck, type Context } from "./suite.ts";
import { onePassed } from "./tally.ts";

const scriptOf = {
  types: "typecheck",
  lint: "lint",
  format: "format:check",
  imports: "imports",
  deadcode: "deadcode",
  secrets: "secrets",
  dependencies: "dependencies",
} as const satisfies Partial<Record<Suite, string>>;

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

/** The checks that need no stores, in the order of a run; the package's scripts say what each of them runs. */
export function staticChecks(context: Context): Check[] {
  const file: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const { scripts } = packageSchema.parse(file);
  return [
    { name: "build", run: () => buildCheck(context) },
    ...Object.entries(scriptOf).map(([name, script]) => ({
      name,
      run: () => scriptCheck(scripts[script] ?? "false", context),
    })),
    { name: "unit", run: () => vitestCheck("unit", {}, context) },
  ];
}

async function buildCheck(context: Context) {
  const keepOld = ownerOf(join(root, ".local", "run", "start.json")) !== null;
  const output = await buildIfChanged({ ...context, keepOld });
  return { tally: onePassed, output };
}
