import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analysisReply } from "../../app/api/analysis-schemas.ts";
import { withSnapshot } from "../../db/export/snapshot.ts";
import { writeFolder } from "../../worker/export/folder.ts";
import { figureOnPage } from "../analysis-page.ts";
import type { ApiClient } from "../client.ts";
import { type GameMade, passing, storeGames } from "../game-rows.ts";
import { readCsv } from "../reproduction/csv.ts";
import { figuresFrom } from "../reproduction/figures.ts";
import { gamesOf } from "../reproduction/games.ts";
import { designLike, type StartedExperiment, startExperiment } from "../research-factories.ts";
import { staff } from "../roles.ts";
import { type Site, startSite } from "../site.ts";

/** A line of SCIENCE.md, the games that it is about, and what page and files must say of them. */
interface CheckValue {
  line: string;
  games: (armId: string) => GameMade[];
  figure: string;
  /** On the page, in words. */
  says: string;
  /** On the page, in the table, where its row is so short that all of it is known. */
  cells?: string[];
  /** The row of the figure that is about them all, by its label; null where it has none. */
  label: string | null;
  /** Its numbers, to as many decimals as are written. */
  numbers: Readonly<Record<string, string>>;
}

const passRate = (passes: number, n: number, of: [rate: string, low: string, high: string]) => {
  const percent = of.map((share) => (100 * Number(share)).toFixed(1));
  return {
    line: `${passes} of ${n} passes are ${percent[0]} % (${percent[1]}–${percent[2]})`,
    games: (armId: string) => passing(passes, n, { isAi: true, armId }),
    figure: "pass-rates",
    says: `Judged human: AI in ${percent[0]} % (${percent[1]}–${percent[2]})`,
    cells: ["AI", String(n), String(passes), ...percent.map((one) => `${one} %`)],
    label: "AI",
    numbers: { n: `${n}`, count: `${passes}`, rate: of[0], low: of[1], high: of[2] },
  };
};

/** So many guesses at one probability, of which the first are about AIs. */
const forecasts = (pAi: number, ai: number, n: number, armId: string): GameMade[] =>
  Array.from({ length: n }, (_, index) => ({ pAi, isAi: index < ai, armId, detective: index }));

/** Said .8 of 28 AIs in 40, .2 of 8 in 40. */
const graded = (armId: string) => [
  ...forecasts(0.8, 28, 40, armId),
  ...forecasts(0.2, 8, 40, armId),
];

const CHECK_VALUES: CheckValue[] = [
  passRate(208, 286, ["0.727", "0.673", "0.776"]),
  passRate(154, 275, ["0.560", "0.501", "0.617"]),
  passRate(54, 100, ["0.540", "0.443", "0.634"]),
  passRate(22, 100, ["0.220", "0.150", "0.311"]),
  passRate(68, 101, ["0.673", "0.577", "0.757"]),
  {
    line: "60 hits of 100 and 27 false alarms of 100 are d′ 0.857 and c 0.178",
    games: (armId) => [
      ...passing(40, 100, { isAi: true, armId }),
      ...passing(73, 100, { isAi: false, armId }),
    ],
    figure: "detection",
    says: "Detectives reach d′ 0.857 (0.50–1.22) with criterion c 0.178",
    cells: [
      ...["all", "100", "60", "100", "27"],
      ...["0.857", "0.497", "1.217", "0.178", "−0.002", "0.357"],
    ],
    label: "all",
    numbers: { dPrime: "0.857", criterion: "0.178", low: "0.497", high: "1.217" },
  },
  {
    line: "three right of four choices between two are d′ √2·z(.75)",
    games: (armId) => passing(25, 100, { isAi: true, forcedChoice: true, armId }),
    figure: "forced-choice",
    says: "75.0 % (65.7–82.5) were right: d′ 0.954 (0.57–1.32)",
    cells: ["100", "75", "75.0 %", "65.7 %", "82.5 %", "0.954", "0.572", "1.319"],
    label: null,
    numbers: { rate: "0.750", dPrime: "0.954", dPrimeLow: "0.572", dPrimeHigh: "1.319" },
  },
  {
    line: "always one half is a Brier score of 0.25",
    games: (armId) => forecasts(0.5, 20, 40, armId),
    figure: "calibration",
    says: "Brier score 0.2500 (0.25 = always one half) = reliability 0.0000 − resolution 0.0000 + uncertainty 0.2500",
    label: "all",
    numbers: {
      brier: "0.2500",
      reliability: "0.0000",
      resolution: "0.0000",
      uncertainty: "0.2500",
    },
  },
  {
    line: "a Brier score is reliability − resolution + uncertainty",
    games: graded,
    figure: "calibration",
    says: "Brier score 0.1900 (0.25 = always one half) = reliability 0.0050 − resolution 0.0625 + uncertainty 0.2475",
    label: "all",
    numbers: {
      brier: "0.1900",
      reliability: "0.0050",
      resolution: "0.0625",
      uncertainty: "0.2475",
    },
  },
  {
    line: "60 right verdicts of 80 are an accuracy of 75.0 % (64.5–83.2)",
    games: graded,
    figure: "learning",
    says: "In game 1 detectives are right in 75.0 % (64.5–83.2)",
    cells: ["1", "80", "60", "75.0 %", "64.5 %", "83.2 %"],
    label: "1",
    numbers: { n: "80", count: "60", rate: "0.750", low: "0.645", high: "0.832" },
  },
];

let site: Site;
let researcher: ApiClient & { id: string };
let folder: string;
const studies = new Map<string, StartedExperiment>();

beforeAll(async () => {
  site = await startSite();
  researcher = await staff(site, "researcher", "Dr. Ada");
  for (const { line, games } of CHECK_VALUES) {
    const study = await startExperiment(site.stores, designLike(), { ownerId: researcher.id });
    await storeGames(site.stores, games(study.arms[0]?.id ?? ""));
    studies.set(line, study);
  }
  folder = await mkdtemp(join(tmpdir(), "export-"));
  const { database } = site.stores;
  const scope = { ownerId: researcher.id, filter: {}, salt: "7".repeat(32), appCommit: "abc" };
  await withSnapshot(database, scope, (snapshot) =>
    writeFolder({ database, snapshot, folder, format: "csv" }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function studyOf({ line }: CheckValue): StartedExperiment {
  const study = studies.get(line);
  if (!study) throw new Error(`no study for ${line}`);
  return study;
}

/** Numbers as they are written, each to the decimals of what is expected. */
function written(found: Readonly<Record<string, unknown>>, { numbers }: CheckValue) {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, text]) => {
      const decimals = text.split(".")[1]?.length ?? 0;
      return [name, Number(found[name]).toFixed(decimals)];
    }),
  );
}

const isAbout =
  ({ label }: CheckValue) =>
  (row: Readonly<Record<string, unknown>>) =>
    label === null || Object.values(row).includes(label);

describe.each(CHECK_VALUES)("$line", (check) => {
  test("by the API and on the page", async () => {
    const { id } = studyOf(check);
    const { figures } = analysisReply.parse(
      (await researcher.get(`/api/v1/analysis?experiment=${id}`)).json,
    );
    const rows = figures.find(({ name }) => name === check.figure)?.rows ?? [];
    expect(written(rows.find(isAbout(check)) ?? {}, check)).toEqual(check.numbers);
    const page = await researcher.get(`/research/analysis?experiment=${id}`, {
      headers: { Accept: "text/html" },
    });
    const shown = figureOnPage(page.text, check.figure);
    expect(shown.words).toContain(check.says);
    if (check.cells) expect(shown.rows).toContainEqual(check.cells);
  });

  test("from the exported files", async () => {
    const { code } = studyOf(check);
    const { games } = gamesOf(folder, { experiment: code, until: null });
    const own = figuresFrom(games)[check.figure] ?? [];
    expect(written(own.find(isAbout(check)) ?? {}, check)).toEqual(check.numbers);
    const told = readCsv(await readFile(join(folder, "analysis.csv"), "utf8")).filter(
      ({ scope, figure, label }) =>
        scope === code && figure === check.figure && label === check.label,
    );
    const cells = told.map(({ measure, value }) => [measure ?? "", value ?? null] as const);
    const measures = Object.fromEntries<string | null>(cells);
    expect(written(measures, check)).toEqual(check.numbers);
  });
});
