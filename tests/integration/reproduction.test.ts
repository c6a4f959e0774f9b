import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type AnalysisReply, analysisReply } from "../../app/api/analysis-schemas.ts";
import { FIGURE_NAMES } from "../../game/analysis/figures.ts";
import { createRandom } from "../../game/random.ts";
import type { ApiClient } from "../client.ts";
import { type GameMade, storeGames } from "../game-rows.ts";
import { compare } from "../reproduction/compare.ts";
import { figuresFrom } from "../reproduction/figures.ts";
import { gamesOf } from "../reproduction/games.ts";
import { labelled, toldByExport } from "../reproduction/told.ts";
import { designLike, startExperiment, type StartedExperiment } from "../research-factories.ts";
import { staff } from "../roles.ts";
import { type Site, startSite } from "../site.ts";

const run = promisify(execFile);

let site: Site;
let researcher: ApiClient & { id: string };
let study: StartedExperiment;
beforeAll(async () => {
  site = await startSite();
  researcher = await staff(site, "researcher", "Dr. Ada");
  study = await startExperiment(site.stores, designLike(), { ownerId: researcher.id });
  const { rows } = await site.stores.database.pool.query<{ id: string }>(
    "select id from persona_versions order by id limit 4",
  );
  const versions = rows.map(({ id }) => id);
  await storeGames(
    site.stores,
    drawn("study", versions, ({ id }) => id),
  );
  await storeGames(
    site.stores,
    drawn("public", versions, () => null),
  );
});

type ArmOf = (arm: StartedExperiment["arms"][number]) => string | null;

/** Games of every kind, drawn so that each figure has something to show. */
function drawn(label: string, versions: readonly string[], armOf: ArmOf): GameMade[] {
  const random = createRandom("00112233445566778899aabbccddeeff", label);
  const leanings = Array.from({ length: 40 }, () => random.normal(0, 0.1));
  return Array.from({ length: 400 }, (_, index) => {
    const [isAi, version, detective] = [random.chance(0.5), random.int(4), random.int(40)];
    const centre = (isAi ? 0.5 + 0.05 * version : 0.4) + (leanings[detective] ?? 0);
    const pAi = Math.min(0.95, Math.max(0.05, random.normal(centre, 0.2)));
    return {
      ...{ isAi, detective, personaVersionId: versions[version] ?? "" },
      pAi: random.chance(0.05) ? 0.5 : Math.round(100 * pAi) / 100,
      armId: armOf(random.pick(study.arms)),
      forcedChoice: random.chance(0.2),
      priorGames: random.int(60),
      priorAiStreak: random.int(5),
      knewPartner: random.chance(0.03),
      staffSeated: random.chance(0.02),
      phase: random.chance(0.02) ? "voided" : "revealed",
      isTest: random.chance(0.02),
      messages: random.int(20),
      delay: random.gamma(2.5, 4),
      decisionMs: Math.round(random.gamma(6, 18_000)),
      reason: random.chance(0.4) ? 'I "felt" it,\nsomehow' : null,
      tells: random.int(3),
      endedAgo: 60 + index,
    } satisfies GameMade;
  });
}

async function exported(more: readonly string[] = []): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), "amianai-export-")), "csv");
  onTestFinished(() => rm(join(folder, ".."), { recursive: true }));
  await run(process.execPath, ["worker/export.ts", "--out", folder, ...more], {
    env: { ...process.env, DATABASE_URL: site.stores.databaseUrl },
  });
  return folder;
}

async function told(query = ""): Promise<AnalysisReply> {
  return analysisReply.parse((await researcher.get(`/api/v1/analysis${query}`)).json);
}

describe("from the exported files alone", () => {
  test("every figure of an experiment is recomputed", async () => {
    const page = await told(`?experiment=${study.id}`);
    const folder = await exported(["--experiment", study.code]);
    const own = gamesOf(folder, { experiment: study.code, until: page.batch.until });
    expect(own.games.length).toBe(page.games.analysed);
    expect(own.games.length).toBeGreaterThan(150);
    const left = page.games.excluded.map(({ rule, n }): [string, number] => [rule, n]);
    expect(new Map(left)).toEqual(own.excluded);
    const compared = compare(page, figuresFrom(own.games));
    expect(compared.map(({ name }) => name)).toEqual([...FIGURE_NAMES]);
    expect(
      compared.flatMap(({ name, problems }) => problems.map((one) => `${name}: ${one}`)),
    ).toEqual([]);
    for (const { name, agree } of compared) expect(agree, name).toBeGreaterThan(0);
  });

  test("what an export tells of itself is recomputed too, whatever it was narrowed to", async () => {
    const { rows } = await site.stores.database.pool.query<{ codename: string }>(
      `select p.codename from persona_versions v join personas p on p.id = v.persona_id
       order by v.id limit 1`,
    );
    const [arm] = study.arms;
    for (const more of [
      [],
      ["--arm", `${arm?.name ?? ""} v1`],
      ["--persona", rows[0]?.codename ?? ""],
    ]) {
      const folder = await exported(["--experiment", study.code, ...more]);
      const { games } = gamesOf(folder, { experiment: study.code, until: null });
      expect(games.length, more.join(" ")).toBeGreaterThan(20);
      const compared = compare(toldByExport(folder, study.code), labelled(figuresFrom(games)));
      expect(
        compared.flatMap(({ name, problems }) => problems.map((one) => `${name}: ${one}`)),
      ).toEqual([]);
      expect(compared.length).toBeGreaterThan(10);
    }
  });

  test("every interval of a share is recomputed, and a wrong one is found", async () => {
    const page = await told(`?experiment=${study.id}`);
    const folder = await exported(["--experiment", study.code]);
    const own = figuresFrom(
      gamesOf(folder, { experiment: study.code, until: page.batch.until }).games,
    );
    let ends = 0;
    for (const { name, rows, columns } of page.figures)
      for (const { key } of columns.filter(
        ({ as, label }) => as !== "text" && /^(95 % from|to)$/.test(label),
      ))
        for (const [index, row] of rows.entries()) {
          if (typeof row[key] !== "number") continue;
          const bent = { ...row, [key]: row[key] + 5 };
          const figure = { name, rows: rows.with(index, bent) };
          const problems = compare({ figures: [figure] }, { [name]: own[name] ?? [] }).flatMap(
            (one) => one.problems,
          );
          expect(problems, `${name} ${key}`).toHaveLength(1);
          ends += 1;
        }
    expect(ends).toBeGreaterThan(100);
  });

  test("public play is recomputed without what belongs to experiments", async () => {
    const page = await told();
    const own = gamesOf(await exported(), { experiment: null, until: page.batch.until });
    expect(own.games.length).toBe(page.games.analysed);
    const problems = compare(page, figuresFrom(own.games)).flatMap((one) => one.problems);
    expect(problems).toEqual([]);
  });

  test("the command prints what agrees, and fails for a number that does not", async () => {
    const page = await told(`?experiment=${study.id}`);
    const folder = await exported(["--experiment", study.code]);
    const own = figuresFrom(
      gamesOf(folder, { experiment: study.code, until: page.batch.until }).games,
    );
    const bent = page.figures.map((figure) => ({
      ...figure,
      rows: figure.rows.map((row, index) =>
        figure.name === "detection" && index === 0
          ? { ...row, dPrime: Number(row.dPrime) + 0.001 }
          : row,
      ),
    }));
    const problems = compare({ figures: bent }, own).flatMap((one) => one.problems);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain("dPrime");
    const { stdout } = await run(process.execPath, [
      ...["tests/reproduction/main.ts", folder, "--experiment", study.code],
      ...["--until", page.batch.until],
    ]);
    expect(stdout).toContain(`${page.games.analysed} games`);
    expect(stdout).toContain("bradley-terry");
  });
});
