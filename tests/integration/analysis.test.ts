import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { type AnalysisReply, analysisReply } from "../../app/api/analysis-schemas.ts";
import { auditEntries } from "../../db/schema/moderation.ts";
import { FIGURE_NAMES } from "../../game/analysis/figures.ts";
import {
  DEFAULT_RULES,
  EXCLUSION_RULES,
  exclusionOf,
  type GameFacts,
  rulesNamed,
} from "../../game/exclusion.ts";
import { createRandom } from "../../game/random.ts";
import { type ApiClient, codeOf } from "../client.ts";
import { type GameMade, passing, storeGames } from "../game-rows.ts";
import { designLike, enrol, startExperiment } from "../research-factories.ts";
import { staff } from "../roles.ts";
import { type Site, startSite } from "../site.ts";

let site: Site;
let researcher: ApiClient & { id: string };
beforeAll(async () => {
  site = await startSite();
  researcher = await staff(site, "researcher", "Dr. Ada");
});

/** An experiment of the researcher's with games in its arms. */
async function study(games: (arm: (name: string) => string) => GameMade[], state?: "closed") {
  const experiment = await startExperiment(site.stores, designLike(), {
    ownerId: researcher.id,
    ...(state ? { state } : {}),
  });
  const arm = (name: string) => {
    const found = experiment.arms.find((one) => one.name === name);
    if (!found) throw new Error(`no arm ${name}`);
    return found.id;
  };
  await storeGames(site.stores, games(arm));
  return experiment;
}

async function read(query: string, by: ApiClient = researcher): Promise<AnalysisReply> {
  const { status, json, text } = await by.get(`/api/v1/analysis?${query}`);
  expect(status, text).toBe(200);
  return analysisReply.parse(json);
}

function rowOf({ figures }: AnalysisReply, name: string, key: string, value: string) {
  const rows = figures.find((figure) => figure.name === name)?.rows ?? [];
  const row = rows.find((one) => one[key] === value);
  if (!row) throw new Error(`no ${value} in ${JSON.stringify(rows)}`);
  return row;
}

const tenths = (share: unknown) => (100 * Number(share)).toFixed(1);

describe("check values hold through the whole chain", () => {
  test.each([
    [208, 286, "72.7", "67.3", "77.6"],
    [154, 275, "56.0", "50.1", "61.7"],
    [54, 100, "54.0", "44.3", "63.4"],
    [22, 100, "22.0", "15.0", "31.1"],
    [68, 101, "67.3", "57.7", "75.7"],
  ])("%i of %i passes are %s %% (%s–%s)", async (passes, n, rate, low, high) => {
    const { id } = await study((arm) => passing(passes, n, { isAi: true, armId: arm("machines") }));
    const analysis = await read(`experiment=${id}`);
    expect(analysis.games).toEqual({ fitting: n, analysed: n, excluded: [] });
    const row = rowOf(analysis, "pass-rates", "witness", "AI");
    expect(row).toMatchObject({ n, count: passes });
    expect([row.rate, row.low, row.high].map(tenths)).toEqual([rate, low, high]);
    const page = await researcher.get(`/research/analysis?experiment=${id}`, {
      headers: { Accept: "text/html" },
    });
    expect(page.text).toContain(`Judged human: AI in ${rate} % (${low}–${high})`);
  });

  test("60 hits of 100 and 27 false alarms of 100 are d′ 0.857 and c 0.178", async () => {
    const { id } = await study((arm) => [
      ...passing(40, 100, { isAi: true, armId: arm("machines") }),
      ...passing(73, 100, { isAi: false, armId: arm("people") }),
    ]);
    const row = rowOf(await read(`experiment=${id}`), "detection", "group", "all");
    expect(Number(row.dPrime).toFixed(3)).toBe("0.857");
    expect(Number(row.criterion).toFixed(3)).toBe("0.178");
  });

  test("always one half is a Brier score of 0.25", async () => {
    const { id } = await study((arm) =>
      Array.from({ length: 40 }, (_, index) => ({
        ...{ pAi: 0.5, isAi: index % 2 === 0, armId: arm("people"), detective: index },
      })),
    );
    const row = rowOf(await read(`experiment=${id}`), "calibration", "bin", "all");
    expect(row).toMatchObject({ n: 40, brier: 0.25, reliability: 0, resolution: 0 });
  });
});

describe("what is shown", () => {
  test("nothing below twenty games, and then in steps of twenty", async () => {
    const { id, arms } = await study((arm) =>
      passing(5, 19, { isAi: true, armId: arm("machines") }),
    );
    const before = await read(`experiment=${id}`);
    expect(before).toMatchObject({ batch: { waiting: 19 }, games: { fitting: 0 }, figures: [] });
    const armId = arms.find(({ name }) => name === "machines")?.id ?? null;
    await storeGames(site.stores, passing(1, 1, { isAi: true, armId, endedAgo: 50 }));
    expect(await read(`experiment=${id}`)).toMatchObject({ games: { fitting: 20 } });
    await storeGames(site.stores, passing(19, 19, { isAi: true, armId, endedAgo: 40 }));
    const waiting = await read(`experiment=${id}`);
    expect(waiting).toMatchObject({ batch: { waiting: 19 }, games: { fitting: 20 } });
    await storeGames(site.stores, passing(1, 1, { isAi: true, armId, endedAgo: 30 }));
    expect(await read(`experiment=${id}`)).toMatchObject({
      ...{ batch: { waiting: 0 }, games: { fitting: 40 } },
    });
  });

  test("all of a closed experiment, whose games come in no more", async () => {
    const { id } = await study(
      (arm) => passing(13, 33, { isAi: true, armId: arm("machines") }),
      "closed",
    );
    expect(await read(`experiment=${id}`)).toMatchObject({ games: { fitting: 33, analysed: 33 } });
  });

  test("no trial, no reveal that waits, nobody who withdrew", async () => {
    const experiment = await startExperiment(site.stores, designLike(), { ownerId: researcher.id });
    const armId = experiment.arms[0]?.id ?? null;
    const game = { isAi: true, armId, priorGames: 2 };
    const players = await storeGames(site.stores, passing(10, 40, game));
    await storeGames(site.stores, passing(5, 7, { ...game, isTest: true }));
    await storeGames(site.stores, passing(5, 7, { ...game, held: true }));
    expect(await read(`experiment=${experiment.id}`)).toMatchObject({ games: { fitting: 40 } });
    const [gone = ""] = players;
    await enrol(site.stores, experiment, gone, { state: "withdrawn", withdrawnAt: new Date() });
    const later = await read(`experiment=${experiment.id}&from=2020-01-01`);
    expect(later).toMatchObject({ games: { fitting: 39, analysed: 39 } });
  });

  test("what the rules leave out is counted by reason, and can be left in", async () => {
    const { id } = await study((arm) => {
      const game = { isAi: true, armId: arm("machines") };
      return [
        ...passing(10, 30, game),
        ...passing(1, 5, { ...game, priorAiStreak: 3 }),
        ...passing(1, 4, { ...game, knewPartner: true, priorAiStreak: 4 }),
        ...passing(1, 3, { ...game, messages: 1 }),
        ...passing(1, 2, { ...game, phase: "voided" }),
      ];
    });
    const usual = await read(`experiment=${id}`);
    expect(usual.games).toMatchObject({
      ...{ fitting: 44, analysed: 30 },
      excluded: [
        { rule: "ai-streak", version: 1, n: 5 },
        { rule: "knew-partner", version: 1, n: 4 },
        { rule: "no-witness-message", version: 1, n: 3 },
        { rule: "moderation-void", version: 1, n: 2 },
      ],
    });
    const chosen = await read(`experiment=${id}&rules=chosen&exclude=ai-streak`);
    expect(chosen.games).toMatchObject({ fitting: 44, analysed: 33 });
    const none = await read(`experiment=${id}&rules=chosen`);
    expect(none.games.excluded).toEqual([{ rule: "moderation-void", version: 1, n: 2 }]);
  });
});

describe("who may", () => {
  test("read an experiment: its owner; others learn nothing, admins included", async () => {
    const { id } = await study((arm) => passing(20, 40, { isAi: true, armId: arm("machines") }));
    for (const role of ["researcher", "admin"] as const) {
      const other = await staff(site, role, `Another ${role}`);
      for (const path of ["", "/figures/pass-rates.csv"]) {
        const refused = await other.get(`/api/v1/analysis${path}?experiment=${id}`);
        expect([refused.status, codeOf(refused)]).toEqual([404, "experiment/not-found"]);
      }
      const page = await other.get(`/research/analysis?experiment=${id}`, {
        headers: { Accept: "text/html" },
      });
      expect(page.status).toBe(404);
    }
    const [entry] = await site.stores.database.orm
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, "read-analysis"), eq(auditEntries.subjectId, id)));
    expect(entry).toBeUndefined();
    await read(`experiment=${id}`);
    const [read1] = await site.stores.database.orm
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, "read-analysis"), eq(auditEntries.subjectId, id)));
    expect(read1).toMatchObject({ actorId: researcher.id, subjectKind: "experiment" });
  });

  test("an experiment's games are in nobody's public figures", async () => {
    const before = await read("");
    await study((arm) => passing(20, 40, { isAi: true, armId: arm("machines") }));
    expect((await read("from=2020-01-01")).games.fitting).toBe(before.games.fitting);
  });
});

describe("a figure by itself", () => {
  test("is a picture that stands alone, or its numbers in full", async () => {
    const { id } = await study((arm) => passing(22, 100, { isAi: true, armId: arm("machines") }));
    const at = (file: string) => `/api/v1/analysis/figures/${file}?experiment=${id}`;
    const csv = await researcher.get(at("pass-rates.csv"));
    expect(csv.headers.get("Content-Type")).toContain("text/csv");
    expect(csv.text.split("\r\n")[0]).toBe("witness,n,count,rate,low,high");
    expect(csv.text).toContain("AI,100,22,0.22,0.15");
    const svg = await researcher.get(at("pass-rates.svg"));
    expect(svg.headers.get("Content-Type")).toContain("image/svg+xml");
    expect(svg.headers.get("Content-Disposition")).toContain("pass-rates.svg");
    expect(svg.text).toMatch(/^<svg xmlns=[^]*n = 100, 0 excluded[^]*<\/svg>\n$/);
    for (const file of ["nonsense.svg", "pass-rates.png", "pass-rates", "..%2fx.csv"])
      expect(codeOf(await researcher.get(at(file))), file).toBe("http/not-found");
  });

  test("every figure has its numbers, and a picture where there is something to draw", async () => {
    const { id } = await study((arm) => [
      ...passing(22, 50, { isAi: true, armId: arm("machines"), tells: 1 }),
      ...passing(32, 50, { isAi: false, armId: arm("people"), reason: "warm" }),
      ...passing(6, 20, { isAi: true, armId: arm("people"), forcedChoice: true }),
    ]);
    for (const name of FIGURE_NAMES) {
      const at = (type: string) => `/api/v1/analysis/figures/${name}.${type}?experiment=${id}`;
      expect((await researcher.get(at("csv"))).text.split("\r\n").length, name).toBeGreaterThan(2);
      expect((await researcher.get(at("svg"))).text, name).toMatch(/^<svg /);
    }
  });
});

test.each(["experiment=x", "from=yesterday", "exclude=nonsense", "rules=none"])(
  "%s is not understood",
  async (query) => {
    const refused = await researcher.get(`/api/v1/analysis?${query}`);
    expect([refused.status, codeOf(refused)]).toEqual([400, "http/invalid"]);
    const page = await researcher.get(`/research/analysis?${query}`, {
      headers: { Accept: "text/html" },
    });
    expect(page.text).toContain("not understood");
  },
);

test("a rule says the same of a row in memory and of rows in Postgres", async () => {
  const random = createRandom("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
  const facts = Array.from({ length: 200 }, (): GameFacts => {
    const messages = random.int(7);
    return {
      ...{ withdrawn: false, isTest: false, failedAttention: false, tookPartBefore: false },
      ...{ pasted: false, messages: messages < 2 ? 0 : messages },
      witnessMessages: Math.floor(messages / 2),
      voided: random.chance(0.05),
      staffSeated: random.chance(0.05),
      knewPartner: random.chance(0.1),
      notAsSelf: random.chance(0.1),
      left: random.chance(0.1),
      priorAiStreak: random.int(5),
      priorGames: random.int(3),
    };
  });
  const { id } = await study((arm) =>
    facts.map((fact) => ({
      ...{ pAi: 0.2, isAi: true, armId: arm("machines"), left: fact.left },
      ...{ staffSeated: fact.staffSeated, knewPartner: fact.knewPartner },
      ...{ priorAiStreak: fact.priorAiStreak, priorGames: fact.priorGames },
      // A line of the detective alone is in no conversation in which the witness wrote.
      messages: fact.witnessMessages === 0 ? random.int(2) : fact.messages,
      playedAsSelf: !fact.notAsSelf,
      phase: fact.voided ? "voided" : "revealed",
    })),
  );
  for (const names of [DEFAULT_RULES, EXCLUSION_RULES.map(({ name }) => name), []]) {
    const expected = Map.groupBy(facts, (fact) => exclusionOf(fact, rulesNamed(names)).reason);
    const chosen = names.map((name) => `&exclude=${name}`).join("");
    const { games } = await read(`experiment=${id}&rules=chosen${chosen}`);
    for (const { rule, n } of games.excluded) expect(n, rule).toBe(expected.get(rule)?.length);
    expect(games.analysed).toBe(expected.get(null)?.length ?? 0);
  }
});
