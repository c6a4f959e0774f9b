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
import { amendExperiment, designLike, enrol, startExperiment } from "../research-factories.ts";
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

function labels({ figures }: AnalysisReply, name: string): unknown[] {
  const rows = figures.find((figure) => figure.name === name)?.rows ?? [];
  return rows.map((row) => row.witness ?? row.group);
}

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

test("an arm whose name an amendment uses again stays apart, in figures and in the filter", async () => {
  const first = await startExperiment(site.stores, designLike(), { ownerId: researcher.id });
  const design = designLike({
    arms: [{ name: "machines", ruleset: { slug: "human-or-not", version: 1 }, aiShare: 1 }],
  });
  const second = await amendExperiment(site.stores, first, design);
  for (const [{ arms }, passes] of [[first, 10] as const, [second, 20] as const]) {
    const armId = arms.find(({ name }) => name === "machines")?.id ?? "";
    await storeGames(site.stores, [
      ...passing(passes, 30, { isAi: true, armId }),
      ...passing(5, 10, { isAi: false, armId }),
    ]);
  }
  const all = await read(`experiment=${first.id}`);
  expect(labels(all, "pass-rates-arm")).toEqual([
    ...["machines v1, human", "machines v2, human"],
    ...["machines v2, AI", "machines v1, AI"],
  ]);
  expect(labels(all, "detection")).toEqual(
    expect.arrayContaining(["arm machines v1", "arm machines v2"]),
  );
  const fitting = async (arm: string) =>
    (await read(`experiment=${first.id}&arm=${encodeURIComponent(arm)}`)).games.fitting;
  expect(await Promise.all(["machines", "machines v2", "people v2"].map(fitting))).toEqual([
    80, 40, 0,
  ]);
  const page = await researcher.get(`/research/analysis?experiment=${first.id}&arm=machines+v2`, {
    headers: { Accept: "text/html" },
  });
  expect(page.text).toMatch(/<option value="machines v2" selected[^>]*>machines v2<\/option>/);
  expect(page.text).toContain('<option value="machines v1">machines v1</option>');
  expect(page.text).not.toContain('value="people v2"');
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
