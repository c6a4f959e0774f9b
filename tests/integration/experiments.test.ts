import { and, desc, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  createdReply,
  draftReply,
  experimentReply,
  experimentsReply,
  recruitsReply,
} from "../../app/api/experiment-schemas.ts";
import { errorReply } from "../../app/api/schemas.ts";
import { auditEntries } from "../../db/schema/moderation.ts";
import { arms, enrolments, experimentVersions } from "../../db/schema/research.ts";
import { rulesets } from "../../db/schema/rulesets.ts";
import type { Design } from "../../game/experiment.ts";
import { publicRuleset } from "../../game/ruleset.ts";
import { type ApiClient, codeOf } from "../client.ts";
import { createPlayers, createRuleset } from "../factories.ts";
import { designLike, enrol } from "../research-factories.ts";
import { staff } from "../roles.ts";
import { type Site, startSite } from "../site.ts";

let site: Site;
let ada: ApiClient & { id: string };
beforeAll(async () => {
  site = await startSite();
});
beforeEach(async () => {
  ada = await staff(site, "researcher", "Ada");
});

const orm = () => site.stores.database.orm;
const at = (id: string, part = "") => `/api/v1/experiments/${id}${part}`;

async function begin(design: unknown = designLike(), by: ApiClient = ada): Promise<string> {
  const { status, json } = await by.post("/api/v1/experiments", { design });
  expect(status, JSON.stringify(json)).toBe(201);
  return createdReply.parse(json).experiment.id;
}

async function read(id: string, by: ApiClient = ada) {
  const { json } = await by.get(at(id));
  return experimentReply.parse(json).experiment;
}

const put = (id: string, body: object, by: ApiClient = ada) =>
  by.call("PUT", at(id), { json: body });
const start = (id: string, revision = 1) => ada.post(at(id, "/start"), { revision });

async function running(design: Design = designLike()): Promise<string> {
  const id = await begin(design);
  expect((await start(id)).status).toBe(200);
  return id;
}

const refusal = ({ status, json }: { status: number; json: unknown }) => [status, codeOf({ json })];

async function versionRow(id: string, version = 1) {
  const [row] = await orm()
    .select()
    .from(experimentVersions)
    .where(and(eq(experimentVersions.experimentId, id), eq(experimentVersions.version, version)));
  if (!row) throw new Error("a version expected");
  return row;
}

describe("a draft", () => {
  test("begins from a title and a question, with texts to fill in and codes of its own", async () => {
    const body = { title: "Small talk", question: "Who is taken for whom?" };
    const { json, status } = await ada.post("/api/v1/experiments", body);
    expect(status).toBe(201);
    const { versions, code } = await read(createdReply.parse(json).experiment.id);
    expect(code).toMatch(/^[a-hjkmnp-z2-9]{10}$/);
    expect(versions).toMatchObject([{ version: 1, state: "draft", whole: true, seed: null }]);
    const [draft] = versions;
    expect(draft?.design).toMatchObject(body);
    expect(new Set(Object.values(draft?.design.codes ?? {})).size).toBe(4);
  });

  test("begins as a copy of one's own, with other codes, never of another's", async () => {
    const design = designLike({ title: "The first" });
    const id = await begin(design);
    const copied = createdReply.parse((await ada.post("/api/v1/experiments", { from: id })).json);
    const [copy] = (await read(copied.experiment.id)).versions;
    expect(copy?.design).toEqual({
      ...design,
      title: "The first (copy)",
      codes: copy?.design.codes,
    });
    expect(copy?.design.codes).not.toEqual(design.codes);
    const other = await staff(site, "researcher");
    expect(refusal(await other.post("/api/v1/experiments", { from: id }))).toEqual([
      404,
      "experiment/not-found",
    ]);
  });

  test("says by field what is wrong with a design, and stores nothing of it", async () => {
    const wrong = { ...designLike(), title: "", arms: [], codes: { finished: "a b" } };
    const { status, json } = await ada.post("/api/v1/experiments", { design: wrong });
    expect(status).toBe(400);
    expect(json).toMatchObject({
      error: {
        code: "http/invalid",
        fields: {
          title: "Write something here.",
          arms: "One at least.",
          "codes.finished": "4 to 40 letters, digits, hyphens.",
        },
      },
    });
    expect((await ada.get("/api/v1/experiments")).json).toEqual({ experiments: [] });
  });

  test("keeps no character that no database stores", async () => {
    const id = await begin({
      ...designLike(),
      title: "T\u0000\ud800itle",
      arms: [
        { ...designLike().arms[0], mix: { personas: { "a\u0000": 1 }, allocation: "weights" } },
      ],
    });
    const { design } = await versionRow(id);
    expect(design.title).toBe("T\ufffditle");
    expect(design.arms[0]?.mix?.personas).toEqual({ a: 1 });
    const blank = { ...designLike(), title: "\u0000" };
    expect((await ada.post("/api/v1/experiments", { design: blank })).status).toBe(400);
  });

  test("is saved whole, and by two tabs once", async () => {
    const id = await begin();
    const titled = (title: string) => ({ revision: 1, design: designLike({ title }) });
    const tabs = await Promise.all(["One", "Two"].map((title) => put(id, titled(title))));
    expect(tabs.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(tabs.map(codeOf)).toContain("experiment/changed");
    const { revision, design } = await versionRow(id);
    expect(revision).toBe(2);
    expect(["One", "Two"]).toContain(design.title);
    expect(refusal(await put(id, { revision: 2, design: {} }))).toEqual([400, "http/invalid"]);
    expect((await versionRow(id)).revision).toBe(2);
  });

  test("is thrown away with its experiment, and its try-outs with it", async () => {
    const id = await begin();
    const { id: versionId } = await versionRow(id);
    await orm().insert(enrolments).values({
      experimentVersionId: versionId,
      playerId: ada.id,
      state: "playing",
      trial: true,
      consentVersion: "1",
    });
    expect((await ada.delete(at(id))).status).toBe(204);
    expect(refusal(await ada.get(at(id)))).toEqual([404, "experiment/not-found"]);
  });
});

describe("the form of a draft", () => {
  const form = (id: string, fields: Record<string, string>) =>
    ada.call("PUT", at(id), { form: { revision: "1", ...fields } });

  test("is kept as it was left where it is no whole design yet, and cannot start then", async () => {
    const id = await begin();
    const saved = await form(id, { "design.title": "Half a design", "design.matches": "many" });
    expect(saved.status).toBe(200);
    const { problems, revision } = draftReply.parse(saved.json);
    expect(revision).toBe(2);
    expect(problems.matches).toBe("A number is needed here.");
    const row = await versionRow(id);
    expect(row.sketch).toMatchObject({ title: "Half a design", matches: "many" });
    expect(row.design).toEqual(designLike());
    expect((await read(id)).versions[0]).toMatchObject({ whole: false });
    const page = await ada.get(`/research/experiments/${id}/draft`);
    expect(page.text).toContain('value="many"');
    expect(refusal(await start(id, 2))).toEqual([409, "experiment/unfinished"]);
  });

  test("goes on by plain buttons where no script runs", async () => {
    const id = await begin();
    const fields = { _method: "put", revision: "1", "design.title": "Mine", edit: "add-choice" };
    const reply = await ada.submit(at(id), fields);
    expect(reply.status).toBe(303);
    expect(reply.location).toBe(`/research/experiments/${id}/draft#questionnaire`);
    expect((await versionRow(id)).sketch).toMatchObject({
      title: "Mine",
      "questionnaire.0.kind": "choice",
      "questionnaire.0.name": "question-2",
    });
    const stale = await ada.submit(at(id), fields, {
      Referer: `${ada.base}/research/experiments/${id}/draft`,
    });
    expect(stale.location).toContain("error=experiment%2Fchanged");
  });
});

describe("starting", () => {
  test("freezes the design and stores a ruleset for each arm that tells no arm", async () => {
    const id = await running();
    const row = await versionRow(id);
    expect(row).toMatchObject({ state: "running", closedAt: null });
    const stored = await orm()
      .select({ name: arms.name, listed: rulesets.listed, body: rulesets.body })
      .from(arms)
      .innerJoin(rulesets, eq(rulesets.id, arms.rulesetId))
      .where(eq(arms.experimentVersionId, row.id));
    expect(stored.map(({ name }) => name).toSorted()).toEqual(["machines", "people"]);
    expect(stored.map(({ body }) => body.aiShare).toSorted()).toEqual([0, 1]);
    const [one, two] = stored.map(({ body }) => publicRuleset(body));
    expect(one).toEqual(two);
    expect(one).toMatchObject({ slug: "study", aiShare: 0.5, listed: false });
    expect((await read(id)).versions[0]?.seed).toBeNull();
  });

  test("twice at once starts once", async () => {
    const id = await begin();
    const both = await Promise.all([start(id), start(id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const { id: versionId } = await versionRow(id);
    const stored = await orm().select().from(arms).where(eq(arms.experimentVersionId, versionId));
    expect(stored).toHaveLength(2);
  });

  test("takes the design as it was read, not as it was saved since", async () => {
    const id = await begin();
    await put(id, { revision: 1, design: designLike({ title: "Another" }) });
    expect(refusal(await start(id, 1))).toEqual([409, "experiment/changed"]);
    expect((await start(id, 2)).status).toBe(200);
  });

  test("is refused where an arm could not be played, with the field", async () => {
    const table = await createRuleset(site.stores, "quick-duel", {
      ...{ seats: 4, topology: "table", roles: "both" },
    });
    const ruleset = { slug: "quick-duel", version: 1 };
    const arm = { name: "a", ruleset, aiShare: 0.5 };
    const nobody = { personas: { nobody: 1 }, allocation: "weights" as const };
    const slow = { release: "matched" as const, slotSeconds: 50 };
    const turns = { slug: "human-or-not", version: 1 };
    const wrong = [
      ["arms.0.ruleset", { arms: [{ ...arm, ruleset: { slug: "chess", version: 1 } }] }],
      ["arms.0.ruleset", { arms: [{ ...arm, ruleset: { slug: table.slug, version: 1 } }] }],
      ["arms.0.slotSeconds", { arms: [{ ...arm, ...slow, ruleset: turns }] }],
      ["arms.0.mix", { arms: [{ ...arm, mix: nobody }] }],
      ["maxAiStreak", { arms: [{ ...arm, aiShare: 1 }], matches: 5 }],
    ] as const;
    for (const [field, { arms: other, ...changes }] of wrong) {
      const id = await begin(designLike({ ...changes, arms: [...other] }));
      const { status, json } = await start(id);
      expect([status, codeOf({ json })], field).toEqual([409, "experiment/unfinished"]);
      expect(Object.keys(errorReply.parse(json).error.fields ?? {})).toContain(field);
    }
  });
});

describe("a started version", () => {
  test("is changed by no call, and not in the database either", async () => {
    const id = await running();
    const design = designLike({ title: "Quite another" });
    expect(refusal(await put(id, { revision: 1, design }))).toEqual([409, "experiment/no-draft"]);
    expect(refusal(await ada.delete(at(id)))).toEqual([409, "experiment/no-draft"]);
    expect(refusal(await start(id))).toEqual([409, "experiment/no-draft"]);
    const { id: versionId } = await versionRow(id);
    const change = (set: object) =>
      orm().update(experimentVersions).set(set).where(eq(experimentVersions.id, versionId));
    await expect(change({ design })).rejects.toThrow();
    await expect(change({ seed: "0".repeat(32) })).rejects.toThrow();
    await expect(change({ state: "draft", startedAt: null })).rejects.toThrow();
    const drop = orm().delete(arms).where(eq(arms.experimentVersionId, versionId));
    await expect(drop).rejects.toThrow();
    expect((await versionRow(id)).design).toEqual(designLike());
  });

  test("is paused, goes on and closes; its seed is told when nobody plays any more", async () => {
    const id = await running();
    const turn = async (to: string) => refusal(await ada.post(at(id, `/${to}`)));
    expect(await turn("resume")).toEqual([409, "experiment/not-open"]);
    expect(await turn("pause")).toEqual([200, undefined]);
    expect(await turn("pause")).toEqual([409, "experiment/not-open"]);
    expect(await turn("resume")).toEqual([200, undefined]);
    const row = await versionRow(id);
    const [player] = await createPlayers(site.stores, 1);
    const enrolmentId = await enrolled(id, player?.id ?? "");
    expect(await turn("close")).toEqual([200, undefined]);
    expect((await read(id)).versions[0]).toMatchObject({ state: "closed", seed: null });
    await orm()
      .update(enrolments)
      .set({ state: "finished", ending: "finished" })
      .where(eq(enrolments.id, enrolmentId));
    expect((await read(id)).versions[0]).toMatchObject({ seed: row.seed });
    expect(await turn("resume")).toEqual([409, "experiment/not-open"]);
    expect(await turn("close")).toEqual([409, "experiment/not-open"]);
  });

  test("is amended by a further version, which closes it when it starts", async () => {
    const id = await running();
    expect((await ada.post(at(id, "/amend"))).status).toBe(201);
    expect(refusal(await ada.post(at(id, "/amend")))).toEqual([409, "experiment/has-draft"]);
    const design = designLike({ consent: { version: "2", text: "You chat, and we keep it." } });
    expect((await put(id, { revision: 1, design })).status).toBe(200);
    expect((await versionRow(id)).state).toBe("running");
    expect((await start(id, 2)).status).toBe(200);
    const { versions } = await read(id);
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [2, "running"],
      [1, "closed"],
    ]);
    const page = await ada.get(`/research/experiments/${id}`);
    expect(page.text).toContain("Version of the consent; Text of the consent");
    const { json } = await ada.get(at(id, "/design?version=1"));
    expect(json).toEqual(designLike());
  });

  test("counts its participants, and tells nothing of live matches", async () => {
    const id = await running();
    const players = await createPlayers(site.stores, 3);
    for (const player of players) await enrolled(id, player.id);
    await orm()
      .update(enrolments)
      .set({ state: "left", ending: "left" })
      .where(eq(enrolments.playerId, players[0]?.id ?? ""));
    const { progress } = (await read(id)).versions[0] ?? {};
    expect(progress).toMatchObject({ enrolled: 3, playing: 2, left: 1, finished: 0, matches: 0 });
    expect(experimentsReply.parse((await ada.get("/api/v1/experiments")).json).experiments).toEqual(
      [expect.objectContaining({ id, state: "running", finished: 0, target: 100 })],
    );
  });
});

describe("the key file", () => {
  test("is for the owner, as JSON or CSV, and each reading is written down", async () => {
    const id = await running();
    const [player] = await createPlayers(site.stores, 1);
    const params = { PROLIFIC_PID: '=cmd|"x"', state: "CA" };
    const enrolmentId = await enrolled(id, player?.id ?? "", {
      ...{ params, state: "left", ending: "left" },
    });
    const { json } = await ada.get(at(id, "/recruits"));
    expect(recruitsReply.parse(json).recruits).toMatchObject([
      { enrolmentId, params, state: "left", code: "LEFT-1234", version: 1 },
    ]);
    const csv = await ada.get(at(id, "/recruits"), { headers: { Accept: "text/csv" } });
    const [head, line] = csv.text.split("\r\n");
    expect(head).toBe(
      "enrolment_id,version,state,code,played,consented_at,closed_at,PROLIFIC_PID,param_state",
    );
    expect(line).toContain(`"'=cmd|""x""",CA`);
    const [entry] = await orm()
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.subjectId, id))
      .orderBy(desc(auditEntries.id))
      .limit(1);
    expect(entry).toMatchObject({
      action: "read-recruits",
      actorId: ada.id,
      detail: { recruits: 1 },
    });
    const other = await staff(site, "researcher");
    for (const part of ["", "/recruits", "/design"])
      expect(refusal(await other.get(at(id, part)))).toEqual([404, "experiment/not-found"]);
    const admin = await staff(site, "admin");
    expect(refusal(await admin.get(at(id, "/recruits")))).toEqual([404, "experiment/not-found"]);
  });
});

test("an owner who deletes their account leaves no experiment that runs", async () => {
  const id = await running();
  const gone = await ada.call("DELETE", "/api/v1/me", { json: { confirm: "Ada" } });
  expect(gone.status).toBe(204);
  expect(await versionRow(id)).toMatchObject({ state: "closed" });
});

test("every change is in the audit log, with its version", async () => {
  const id = await running();
  await ada.post(at(id, "/pause"));
  await ada.post(at(id, "/amend"));
  await ada.delete(at(id));
  await ada.post(at(id, "/close"));
  const entries = await orm()
    .select({ action: auditEntries.action })
    .from(auditEntries)
    .where(eq(auditEntries.subjectId, id))
    .orderBy(auditEntries.id);
  expect(entries.map(({ action }) => action)).toEqual([
    "create-experiment",
    "start-experiment",
    "pause-experiment",
    "amend-experiment",
    "discard-experiment",
    "close-experiment",
  ]);
});

async function enrolled(
  id: string,
  playerId: string,
  more: NonNullable<Parameters<typeof enrol>[3]> = {},
): Promise<string> {
  const { id: versionId, version, design, seed } = await versionRow(id);
  const experiment = { id, ownerId: ada.id, code: "", versionId, version, design, seed, arms: [] };
  return enrol(site.stores, experiment, playerId, more);
}
