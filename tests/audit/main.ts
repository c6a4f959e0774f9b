/** The blindness audit: whether anything but the words tells AI witnesses from people. */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { stopEverything } from "../stores.ts";
import { runAudit } from "./audit.ts";

const { values } = parseArgs({
  options: {
    matches: { type: "string", default: "600" },
    scale: { type: "string", default: "10" },
    chairs: { type: "string", default: "60" },
    ruleset: { type: "string", default: "audit-duel" },
    seed: { type: "string", default: "0123456789abcdef0123456789abcdef" },
    json: { type: "string" },
    from: { type: "string" },
  },
});

try {
  const { passed, records, findings, told } = await runAudit({
    matches: Number(values.matches),
    scale: Number(values.scale),
    chairs: Number(values.chairs),
    ruleset: values.ruleset,
    seed: values.seed,
    folder: values.from,
    say: console.log,
  });
  if (values.json) writeFileSync(values.json, JSON.stringify({ findings, told, records }));
  process.exitCode = passed ? 0 : 1;
} finally {
  await stopEverything();
}
