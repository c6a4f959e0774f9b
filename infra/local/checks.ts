import { explain } from "./bootstrap/problem.mjs";
import { say, seconds } from "./bootstrap/progress.mjs";
import { chosenSuites } from "./checks/chosen.ts";
import { forgetSettings } from "./checks/environment.ts";
import { runPlayed, type PlayedSuite } from "./checks/played.ts";
import { runPool } from "./checks/runner.ts";
import { openRun } from "./checks/run-folder.ts";
import { staticChecks } from "./checks/static.ts";
import type { Context } from "./checks/suite.ts";
import { inWords, total, type Tally } from "./checks/tally.ts";
import { Crew } from "./process/crew.ts";
import type { Ledger } from "./process/ledger.ts";
import { stopRequested } from "./process/signals.ts";

const startedAt = Number(process.env.STARTED_AT ?? Date.now());
const atOnce = 2;

async function runChosen(args: string[], context: Context, crew: Crew): Promise<Tally> {
  const { chosen } = chosenSuites(args);
  const isPlayed = (name: string): name is PlayedSuite =>
    name === "integration" || name === "browser";
  const played = chosen.filter(isPlayed);
  const checks = staticChecks(context);
  const first = Object.values(checks).filter(
    ({ name }) => chosen.some((each) => each === name) || (name === "build" && played.length > 0),
  );
  const tallies = await runPool(first, atOnce);
  return total([...tallies, ...(await runPlayed(played, context, crew))]);
}

async function main(): Promise<number> {
  const signal = stopRequested();
  const crew = new Crew();
  let ledger: Ledger | undefined;
  let lastWords = "";
  try {
    forgetSettings();
    const args = process.argv.slice(2);
    const { filters } = chosenSuites(args);
    const opened = await openRun();
    ledger = opened.ledger;
    const sum = await runChosen(args, { ...opened, filters, signal }, crew);
    say(`  all within ${seconds(Date.now() - startedAt)}`);
    lastWords = inWords(sum);
    return sum.failed > 0 || sum.passed === 0 ? 1 : 0;
  } catch (error) {
    lastWords = signal.aborted ? "stopped" : explain(error);
    return signal.aborted ? 130 : 1;
  } finally {
    await crew.stop();
    ledger?.close();
    say(lastWords);
  }
}

for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
process.exit(await main());
