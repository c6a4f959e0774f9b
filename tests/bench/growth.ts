import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { type Costs, costsOf, MESSAGES_PER_MATCH_SECOND } from "../load/growth/costs.ts";
import { capacity, predict } from "../load/growth/predict.ts";
import type { Layout } from "../load/growth/sites.ts";
import type { Report } from "../load/report/report.ts";

/** How often waves come by default, and where many wait. */
const WAVE_MS = 5000;
const OFTEN_MS = 1000;

/** As the crowd's run had it: everything on two cores. */
const MEASURED: Layout = { webs: 2, workers: 2, machines: { machine: 2 }, on: {}, measured: true };

const apart = (webs: number, workers: number): Layout => ({
  webs,
  workers,
  machines: {
    web: webs,
    worker: workers,
    postgres: Math.max(2, Math.ceil((webs + workers) / 2)),
    redis: 2,
  },
  on: { web: "web", worker: "worker", postgres: "postgres", redis: "redis" },
  measured: false,
});

const LAYOUTS: readonly [string, Layout][] = [
  ["2 cores, model and people elsewhere", { ...MEASURED, measured: false }],
  [
    "4 cores, 3 web and 2 worker processes",
    { webs: 3, workers: 2, machines: { machine: 4 }, on: {}, measured: false },
  ],
  [
    "8 cores, 6 web and 4 worker processes",
    { webs: 6, workers: 4, machines: { machine: 8 }, on: {}, measured: false },
  ],
  ["apart: 4 web, 2 worker, 4 Postgres and 2 Redis cores", apart(4, 2)],
  ["apart: 16 web, 8 worker, 12 Postgres and 2 Redis cores", apart(16, 8)],
];

/** What a crowd's run cost a message, and by simulation how many live matches other sites hold. */
export async function growth(args: readonly string[]): Promise<void> {
  const at = args.indexOf("--from");
  const file = at < 0 ? await newestReport() : args[at + 1];
  if (!file) throw new Error("no crowd was measured yet: npm run bench -- crowd");
  // It is written by this bench alone.
  const report = JSON.parse(await readFile(file, "utf8")) as Report;
  const costs = costsOf(report);
  const { botShare, messages } = report.perSecond;
  const { delivery, botDelivery } = report.figures;
  const measured = predict(MEASURED, costs, {
    matches: messages / MESSAGES_PER_MATCH_SECOND,
    botShare,
    waveMs: WAVE_MS,
  });
  const lines = [
    `growth              from ${file}; the work's shares by stage are assumed (tests/load/growth/sites.ts)`,
    `  a message costs   ${costLine(costs)}`,
    `  check             ${messages.toFixed(0)} messages a second: measured p50 ${delivery.p50.toFixed(0)}, p99 ${delivery.p99.toFixed(0)} (people), p50 ${botDelivery.p50.toFixed(0)}, p99 ${botDelivery.p99.toFixed(0)} ms (bots); simulated p50 ${measured.p50.toFixed(0)}, p99 ${measured.p99.toFixed(0)} ms`,
    ...LAYOUTS.flatMap(([name, layout]) =>
      [WAVE_MS, OFTEN_MS].map((waveMs) => {
        const { matches, p99, busy } = capacity(layout, costs, { botShare, waveMs });
        const cores = [...busy]
          .map(([machine, used]) => `${machine} ${used.toFixed(2)}`)
          .join(", ");
        return `  ${name.padEnd(56)} waves every ${waveMs / 1000} s: ${matches} live matches, p99 ${p99.toFixed(0)} ms; cores busy: ${cores}`;
      }),
    ),
  ];
  console.log(lines.join("\n"));
}

function costLine(costs: Costs): string {
  return Object.entries(costs)
    .map(([part, ms]: [string, number]) => `${part} ${ms.toFixed(2)}`)
    .join(", ")
    .concat(" ms of a core");
}

async function newestReport(): Promise<string | undefined> {
  const folder = join(root, ".local", "load");
  const files = await readdir(folder).catch(() => []);
  const newest = files
    .filter((name) => /^crowd-.*\.json$/.test(name))
    .toSorted(byTime)
    .at(-1);
  return newest && join(folder, newest);
}

function byTime(a: string, b: string): number {
  const when = (name: string) => name.split("-").slice(2).join("-");
  return when(a) < when(b) ? -1 : 1;
}
