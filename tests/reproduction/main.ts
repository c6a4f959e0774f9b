import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { compare, type ComparedFigure } from "./compare.ts";
import { figuresFrom } from "./figures.ts";
import { gamesOf } from "./games.ts";
import { labelled, toldByExport } from "./told.ts";

const USAGE = `npm run reproduce -- DIR [--experiment CODE] [--until INSTANT] [--analysis FILE]
Recomputes the figures of the analysis page from DIR, an export in CSV: of public play, or of the
experiment named, and compares them cell by cell with those that the export tells itself. FILE is the
reply of /api/v1/analysis, which is then compared as well; its batch says until when unless --until
does.`;

/** What is used of the reply. */
interface Told {
  batch: { until: string };
  figures: { name: string; rows: Record<string, string | number | null>[] }[];
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    experiment: { type: "string" },
    until: { type: "string" },
    analysis: { type: "string" },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(1);
}
const told = values.analysis
  ? (JSON.parse(readFileSync(values.analysis, "utf8")) as Told)
  : undefined;
const experiment = values.experiment ?? null;
const until = values.until ?? told?.batch.until ?? null;
const { games, excluded } = gamesOf(folder, { experiment, until });
const left = [...excluded].map(([rule, n]) => `${n} left out by ${rule}`).join(", ");
console.log(`${games.length} games${left ? `, ${left}` : ""}`);
const own = figuresFrom(games);
const whole =
  until === null ? own : figuresFrom(gamesOf(folder, { experiment, until: null }).games);
report("the export", compare(toldByExport(folder, experiment), labelled(whole)));
if (told) report("the page", compare(told, own));
else
  for (const [name, rows] of Object.entries(own)) {
    console.log(`\n${name}`);
    console.table(rows);
  }

function report(teller: string, compared: readonly ComparedFigure[]): void {
  console.log(`\nAs ${teller} tells them:`);
  for (const { name, rows, agree, problems } of compared)
    console.log(
      `${name.padEnd(20)} ${rows} rows, ${agree} numbers agree${problems.map((one) => `\n  ${one}`).join("")}`,
    );
  if (compared.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
}
