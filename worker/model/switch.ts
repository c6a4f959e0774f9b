import { throwSwitch } from "../../db/admin/model.ts";
import { openDatabase } from "../../db/client.ts";
import { dayOf } from "../../db/queries/generations.ts";
import { readSwitch, spendOfDay } from "../../db/queries/spend.ts";

const USAGE = `npm run model -- status         whether models may be asked, and what today has used
npm run model -- off "reason"   nobody asks a model from the next second on
npm run model -- on             models are asked again
`;

/** Turns the language model off and on for all workers, by hand. */
async function main([word, reason]: string[]): Promise<string> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set, and no `npm start` has left one");
  const database = openDatabase({ url, max: 1, onError: () => undefined });
  try {
    const act = { by: "operator", reason: reason ?? "" } as const;
    if (word !== "status") await throwSwitch(database, act, word === "on");
    const toggle = await readSwitch(database);
    const { tokens, cost } = await spendOfDay(database, dayOf(new Date()));
    const since = toggle ? ` since ${toggle.changedAt.toISOString()}` : "";
    const why = toggle?.reason ? `: ${toggle.reason}` : "";
    return `${toggle?.on === false ? "off" : "on"}${since}${why}\ntoday: ${tokens} tokens, $${cost.toFixed(4)}\n`;
  } finally {
    await database.close();
  }
}

const words = process.argv.slice(2);
const known = /^(status|on|off)$/.test(words[0] ?? "");
if (!known || (words[0] === "off" && !words[1])) {
  process.stderr.write(USAGE);
  process.exitCode = 1;
} else {
  try {
    process.stdout.write(await main(words));
  } catch (error) {
    process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
