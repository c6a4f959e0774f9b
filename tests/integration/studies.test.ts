import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { matches, seats } from "../../db/schema/matches.ts";
import { enrolments, experimentVersions, recruits } from "../../db/schema/research.ts";
import { type ApiClient, codeOf } from "../client.ts";
import {
  amendExperiment,
  designLike,
  startExperiment,
  type StartedExperiment,
} from "../research-factories.ts";
import { type Site, startSite } from "../site.ts";
import { holdWave, playOut, readStudy, studyAt, takePart, waitAgain } from "../study-people.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite({ timeScale: 10 });
});

const CHECK = {
  ...{ kind: "choice" as const, name: "check", text: "Choose blue." },
  ...{ options: ["red", "blue"], expected: "blue" },
};

async function arrive(count: number, { code }: StartedExperiment): Promise<ApiClient[]> {
  const people = await Promise.all(Array.from({ length: count }, () => site.player()));
  for (const person of people) await takePart(person, code);
  return people;
}

async function matchOf(client: ApiClient, code: string): Promise<string> {
  const { you } = await readStudy(client, code);
  if (!you?.matchId) throw new Error(`no match: ${JSON.stringify(you)}`);
  return you.matchId;
}

/** Everybody waits, is seated in one wave, and plays to the end. */
async function playOne(people: readonly ApiClient[], code: string): Promise<string[]> {
  for (const person of people) await waitAgain(person, code);
  await holdWave(site.stores);
  const matchIds = await Promise.all(people.map((person) => matchOf(person, code)));
  for (const id of new Set(matchIds)) await playOut(site.stores, id);
  return matchIds;
}

async function kindOfPartner(matchId: string): Promise<"ai" | "human"> {
  const rows = await site.stores.database.orm
    .select({ kind: seats.kind })
    .from(seats)
    .where(eq(seats.matchId, matchId));
  return rows.some(({ kind }) => kind === "ai") ? "ai" : "human";
}

describe("a participant's way", () => {
  test("from the link to the code, with everything revealed at its end only", async () => {
    const study = await startExperiment(site.stores, designLike({ questionnaire: [CHECK] }));
    const { code } = study;
    const people = [site.stranger(), site.stranger(), site.stranger(), site.stranger()];
    for (const [index, person] of people.entries()) {
      expect((await readStudy(person, code)).you).toBeNull();
      await takePart(person, code, {
        ...{ answers: { check: "blue" }, PROLIFIC_PID: `pid-${index}`, other: "passed over" },
      });
      expect((await readStudy(person, code)).you).toMatchObject({ state: "ready", played: 0 });
    }
    await playOne(people, code);
    for (const person of people) {
      const { you } = await readStudy(person, code);
      expect(you).toMatchObject({ state: "ready", played: 1, past: [], code: null, debrief: null });
    }
    const last = await playOne(people, code);
    for (const [index, person] of people.entries()) {
      const { you } = await readStudy(person, code);
      expect(you).toMatchObject({ state: "ended", ending: "finished", code: "DONE-1234" });
      expect(you?.past.map(({ partners }) => partners.length)).toEqual([1, 1]);
      const view = await person.match(last[index] ?? "");
      expect(view.reveal).toMatchObject({ rated: false, ratedReason: "study" });
      expect(view.held).toBeUndefined();
    }
    const kept = await site.stores.database.orm
      .select()
      .from(recruits)
      .where(eq(recruits.experimentId, study.id));
    expect(kept.map(({ params }) => params)).toContainEqual({ PROLIFIC_PID: "pid-0" });
  });

  test("in both arms shows one ruleset, and the arm is noted with the match", async () => {
    const study = await startExperiment(site.stores);
    const people = await arrive(8, study);
    const ids = await playOne(people, study.code);
    const rows = await site.stores.database.orm
      .select({ armId: matches.armId, isTest: matches.isTest })
      .from(matches)
      .innerJoin(seats, eq(seats.matchId, matches.id))
      .where(eq(seats.matchId, ids[0] ?? ""));
    expect(study.arms.map(({ id }) => id)).toContain(rows[0]?.armId);
    expect(rows[0]?.isTest).toBe(false);
    const shown = await Promise.all(people.map((person, at) => person.match(ids[at] ?? "")));
    const rulesets = new Set(shown.map(({ ruleset }) => JSON.stringify(ruleset)));
    expect(rulesets.size).toBe(1);
    expect([...rulesets][0]).toContain('"slug":"study"');
    expect([...rulesets][0]).not.toMatch(/people|machines/);
  });
});

describe("until the last match", () => {
  test("no page and no call of a participant's tells who was what", async () => {
    const study = await startExperiment(site.stores);
    const { code } = study;
    const people = await arrive(8, study);
    const ids = await playOne(people, code);
    for (const [index, person] of people.entries()) {
      const matchId = ids[index] ?? "";
      const view = await person.match(matchId);
      expect(view).toMatchObject({ phase: "revealed", reveal: null, held: true });
      const stream = await person.stream(`/api/v1/matches/${matchId}/events`, "0");
      await stream.end();
      expect(stream.frames.at(-1)).toMatchObject({ event: "reveal", data: { reveal: null } });
      const data = await person.get("/api/v1/me/data");
      expect(JSON.parse(data.text)).toMatchObject({ matches: [], matchesLeftOut: 1 });
      const history = await person.get("/me/history", { headers: { Accept: "text/html" } });
      expect(history.text).not.toContain(matchId);
      const page = await person.get(`/matches/${matchId}`, { headers: { Accept: "text/html" } });
      const texts = [JSON.stringify(stream.frames), data.text, page.text, JSON.stringify(view)];
      for (const text of texts)
        expect(text).not.toMatch(/"kind":"(ai|human)"|\\"(ai|human)\\"|machines|personaVersion/);
    }
  });

  test("what is shown of people and of AIs has the same shape", async () => {
    const study = await startExperiment(site.stores);
    const [people, ids, kinds]: [ApiClient[], string[], Set<string>] = [[], [], new Set()];
    // What a wave draws is chance: once in some twenty waves of eight all partners are of one kind.
    while (kinds.size < 2 && people.length < 48) {
      const wave = await arrive(8, study);
      const matchIds = await playOne(wave, study.code);
      people.push(...wave);
      ids.push(...matchIds);
      for (const id of matchIds) kinds.add(await kindOfPartner(id));
    }
    expect(kinds).toEqual(new Set(["ai", "human"]));
    const shapes = await Promise.all(
      people.map(async (person, index) => {
        const text = JSON.stringify(await person.match(ids[index] ?? ""));
        const parts = JSON.stringify((await readStudy(person, study.code)).you);
        // Ids, instants and who has which letter differ, and nothing else may.
        return (text + parts).replace(
          /[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d\d-\d\dT[\d:.]+Z|"([AB]|You|Partner)"/g,
          "x",
        );
      }),
    );
    expect(new Set(shapes).size).toBe(1);
  });
});

describe("the wait", () => {
  test("of one alone goes on, and ends with its code when it has been long", async () => {
    const study = await startExperiment(site.stores, designLike({ waitSeconds: 10 }));
    const [person] = await arrive(1, study);
    if (!person) throw new Error("somebody expected");
    await waitAgain(person, study.code);
    expect(await holdWave(site.stores)).toBe(0);
    expect((await readStudy(person, study.code)).you).toMatchObject({ state: "waiting" });
    const stream = await person.stream("/api/v1/lobby/events");
    await stream.event("waiting");
    await putBack(study, 2);
    await holdWave(site.stores);
    expect((await stream.event("ended")).data).toEqual({ reason: "nobody-else" });
    expect((await readStudy(person, study.code)).you).toMatchObject({
      ...{ state: "ended", ending: "waited-too-long", code: "WAIT-1234" },
    });
  });

  test("names no arm, and no ruleset of one can be joined from outside", async () => {
    const study = await startExperiment(site.stores);
    const [person, stranger] = [(await arrive(1, study))[0], await site.player()];
    if (!person) throw new Error("somebody expected");
    await waitAgain(person, study.code);
    const stream = await person.stream("/api/v1/lobby/events");
    expect((await stream.event("waiting")).data).toMatchObject({ ruleset: "study", offer: null });
    for (const ruleset of ["study", `study-${study.code}-people`]) {
      const joined = await stranger.post("/api/v1/lobby", { ruleset });
      expect(codeOf(joined)).toBe("lobby/unknown-ruleset");
    }
  });

  test("is given up for public play, and taken up again", async () => {
    const study = await startExperiment(site.stores);
    const [person] = await arrive(1, study);
    if (!person) throw new Error("somebody expected");
    await waitAgain(person, study.code);
    await person.join("quick-duel");
    expect((await readStudy(person, study.code)).you).toMatchObject({ state: "ready" });
    await waitAgain(person, study.code);
    expect((await readStudy(person, study.code)).you).toMatchObject({ state: "waiting" });
  });

  test("of a paused or closed study is over like any other; nobody new comes in", async () => {
    for (const state of ["paused", "closed"] as const) {
      const study = await startExperiment(site.stores, designLike({ waitSeconds: 10 }));
      const [person] = await arrive(1, study);
      if (!person) throw new Error("somebody expected");
      await waitAgain(person, study.code);
      await turn(study, state);
      const late = await site.stranger().post(studyAt(study.code, "/enrolment"), { consent: "1" });
      expect([late.status, codeOf(late)]).toEqual([409, `study/${state}`]);
      await putBack(study, 2);
      await holdWave(site.stores);
      expect((await readStudy(person, study.code)).you?.code).toBe("WAIT-1234");
    }
  });
});

describe("other ends", () => {
  test("a failed attention check has its own code", async () => {
    const study = await startExperiment(site.stores, designLike({ questionnaire: [CHECK] }));
    const person = site.stranger();
    await takePart(person, study.code, { answers: { check: "red" } });
    expect((await readStudy(person, study.code)).you).toMatchObject({
      ...{ state: "ended", ending: "failed-attention", code: "ATTN-1234" },
    });
    expect(codeOf(await person.post(studyAt(study.code, "/wait")))).toBe("study/not-ready");
  });

  test("answers that are missing are asked for again; nothing is kept of them", async () => {
    const study = await startExperiment(site.stores, designLike({ questionnaire: [CHECK] }));
    const person = site.stranger();
    await person.post(studyAt(study.code, "/enrolment"), { consent: "1" });
    const reply = await person.post(studyAt(study.code, "/answers"), { check: "" });
    expect(reply.json).toMatchObject({ error: { code: "http/invalid", fields: { check: /./ } } });
    const { you } = await readStudy(person, study.code);
    expect(you).toMatchObject({ state: "answering", questions: [{ name: "check" }] });
    expect(JSON.stringify(you)).not.toContain("expected");
  });

  test("answers of a plain form that is refused stand in it again, for their writer alone", async () => {
    const age = { kind: "number" as const, name: "age", text: "Age?", min: 18, max: 120 };
    const why = { kind: "text" as const, name: "why", text: "Why?" };
    const study = await startExperiment(
      site.stores,
      designLike({ questionnaire: [age, CHECK, why] }),
    );
    const [person, other] = [site.stranger(), site.stranger()];
    for (const one of [person, other])
      await one.post(studyAt(study.code, "/enrolment"), { consent: "1" });
    const send = (form: Record<string, string>) =>
      person.submit(studyAt(study.code, "/answers"), form);
    const page = async (by: ApiClient) =>
      (
        await by.get(`/study/${study.code}?error=http%2Finvalid`, {
          headers: { Accept: "text/html" },
        })
      ).text;
    const refused = await send({ age: "17", check: "blue", why: " <b>so & so</b>" });
    expect(refused.location).toBe(`/study/${study.code}?error=http%2Finvalid`);
    const again = await page(person);
    expect(again).toMatch(/<input[^>]*name="age"[^>]*value="17"/);
    expect(again).toContain("Write a number from 18 to 120.");
    expect(again).toMatch(/<input[^>]*checked=""[^>]*value="blue"/);
    expect(again).toContain("> &lt;b&gt;so &amp; so&lt;/b&gt;</textarea>");
    expect(await page(other)).not.toMatch(/checked="" value="blue"|value="17"|so &amp; so/);
    expect((await readStudy(person, study.code)).you).toMatchObject({ state: "answering" });
    const { redis, prefix } = site.stores;
    expect(await redis.keys(`${prefix}:answers:*`)).toHaveLength(1);
    const taken = await send({ age: "42", check: "blue", why: "so" });
    expect(taken.location).toBe(`/study/${study.code}`);
    expect(await redis.keys(`${prefix}:answers:*`)).toEqual([]);
  });

  test("leaving in a match ends it for the leaver only, with the leaver's code", async () => {
    const design = designLike({
      arms: [{ name: "people", ruleset: { slug: "quick-duel", version: 1 }, aiShare: 0 }],
    });
    const study = await startExperiment(site.stores, design);
    const [leaver, stayer] = await arrive(2, study);
    if (!leaver || !stayer) throw new Error("two people expected");
    for (const one of [leaver, stayer]) await waitAgain(one, study.code);
    await holdWave(site.stores);
    const matchId = await matchOf(stayer, study.code);
    const left = await leaver.post(studyAt(study.code, "/leave"));
    expect(left.json).toMatchObject({ you: { ending: "left", code: "LEFT-1234" } });
    expect(await stayer.match(matchId)).toMatchObject({ phase: "chatting" });
    expect((await leaver.match(matchId)).you.left).toBe(true);
    await playOut(site.stores, matchId);
    expect((await leaver.match(matchId)).reveal).not.toBeNull();
    expect((await stayer.match(matchId)).reveal).toBeNull();
  });

  test("who comes back no more has left after an hour", async () => {
    const study = await startExperiment(site.stores);
    const [person] = await arrive(1, study);
    await putBack(study, 10);
    await holdWave(site.stores);
    expect(person && (await readStudy(person, study.code)).you?.ending).toBe("left");
  });

  test("a consent can be withdrawn while playing, and after the end with the code as it was", async () => {
    const study = await startExperiment(site.stores, designLike({ matches: 1 }));
    const people = await arrive(4, study);
    const [first, second] = people;
    if (!first || !second) throw new Error("people expected");
    const early = await first.post(studyAt(study.code, "/withdrawal"));
    expect(early.json).toMatchObject({ you: { withdrawn: true, ending: "left" } });
    await playOne(people.slice(1, 3), study.code);
    expect((await readStudy(second, study.code)).you?.code).toBe("DONE-1234");
    const late = await second.post(studyAt(study.code, "/withdrawal"));
    expect(late.json).toMatchObject({ you: { withdrawn: true, code: "DONE-1234" } });
    const states = await site.stores.database.orm
      .select({ state: enrolments.state })
      .from(enrolments)
      .where(eq(enrolments.experimentVersionId, study.versionId));
    expect(states.filter(({ state }) => state === "withdrawn")).toHaveLength(2);
  });
});

describe("coming in", () => {
  const enter = (client: ApiClient, code: string, more: object = {}) =>
    client.post(studyAt(code, "/enrolment"), { consent: "1", ...more });

  test("again in the same session leads to where one was, in every tab", async () => {
    const study = await startExperiment(site.stores);
    const person = site.stranger();
    const first = await enter(person, study.code, { PROLIFIC_PID: "same" });
    expect(first.status).toBe(201);
    const tab = person.tab();
    expect((await enter(tab, study.code, { PROLIFIC_PID: "same" })).status).toBe(200);
    await tab.post(studyAt(study.code, "/answers"));
    expect(codeOf(await person.post(studyAt(study.code, "/answers")))).toBe("study/not-ready");
    expect((await readStudy(person, study.code)).you).toMatchObject({ state: "ready" });
  });

  test("under one recruiter's id is for one session", async () => {
    const study = await startExperiment(site.stores);
    const [first, second] = [site.stranger(), site.stranger()];
    expect((await enter(first, study.code, { PROLIFIC_PID: "p1" })).status).toBe(201);
    const again = await enter(second, study.code, { PROLIFIC_PID: "p1" });
    expect([again.status, codeOf(again)]).toEqual([409, "study/enrolled"]);
    expect((await enter(second, study.code, { PROLIFIC_PID: "p2" })).status).toBe(201);
  });

  test.each([
    ["two values", { PROLIFIC_PID: ["a", "b"] }],
    ["a control character", { STUDY_ID: "a\u0000" }],
    ["a line as long as a book", { SESSION_ID: "x".repeat(500) }],
  ])("by a link with %s is refused", async (_, link) => {
    const study = await startExperiment(site.stores);
    const reply = await enter(site.stranger(), study.code, link);
    expect([reply.status, codeOf(reply)]).toEqual([400, "study/link"]);
  });

  test("takes the text that was read: an amended one is read anew, who is in keeps theirs", async () => {
    const study = await startExperiment(site.stores);
    const [early] = await arrive(1, study);
    const consent = { version: "2", text: "Something else." };
    const amended = await amendExperiment(site.stores, study, designLike({ consent }));
    expect(codeOf(await enter(site.stranger(), study.code))).toBe("study/consent");
    const late = site.stranger();
    expect((await enter(late, study.code, { consent: "2" })).status).toBe(201);
    expect((await readStudy(late, study.code)).study.version).toBe(amended.version);
    const shown = early && (await readStudy(early, study.code));
    expect(shown).toMatchObject({ study: { version: 1 }, consent: { version: "1" } });
    expect(shown?.you?.state).toBe("ready");
  });

  test("is over once as many have finished as are needed", async () => {
    const study = await startExperiment(site.stores, designLike({ matches: 1, target: 2 }));
    await playOne(await arrive(2, study), study.code);
    await holdWave(site.stores);
    expect((await readStudy(site.stranger(), study.code)).study.state).toBe("full");
    expect(codeOf(await enter(site.stranger(), study.code))).toBe("study/full");
  });

  test("to what is not there, or a draft, is not possible; who has its link tries it out", async () => {
    const study = await startExperiment(site.stores, designLike({ matches: 1 }), {
      state: "draft",
    });
    const { code, versionId } = study;
    for (const path of ["nothing", code, "a'b"])
      expect((await enter(site.stranger(), path)).status).toBe(404);
    const tester = site.stranger();
    expect((await enter(tester, code, { try: versionId })).status).toBe(201);
    await tester.post(studyAt(code, "/answers"));
    const [matchId = ""] = await playOne([tester], code);
    const [row] = await site.stores.database.orm
      .select()
      .from(matches)
      .where(eq(matches.id, matchId));
    expect(row).toMatchObject({ isTest: true, armId: null, ratedReason: "study" });
    expect((await readStudy(tester, code)).you).toMatchObject({ ending: "finished" });
    expect((await enter(tester, code, { try: versionId })).status).toBe(200);
    expect((await readStudy(tester, code)).you).toMatchObject({ state: "answering", played: 0 });
  });
});

test("arms that are drawn for participants stay theirs", async () => {
  const study = await startExperiment(site.stores, designLike({ unit: "participant" }));
  const people = await arrive(4, study);
  await playOne(people, study.code);
  await playOne(people, study.code);
  const rows = await site.stores.database.orm
    .select({ enrolmentId: seats.enrolmentId, armId: matches.armId })
    .from(seats)
    .innerJoin(matches, eq(matches.id, seats.matchId))
    .innerJoin(enrolments, eq(enrolments.id, seats.enrolmentId))
    .where(eq(enrolments.experimentVersionId, study.versionId));
  const arms = Map.groupBy(rows, ({ enrolmentId }) => enrolmentId);
  expect([...arms.values()].map((own) => new Set(own.map(({ armId }) => armId)).size)).toEqual([
    1, 1, 1, 1,
  ]);
  expect(new Set(rows.map(({ armId }) => armId)).size).toBe(2);
});

/** Everything about a study's participants happened so many hours earlier. */
async function putBack({ versionId }: StartedExperiment, hours: number): Promise<void> {
  await site.stores.database.pool.query(
    `with parts as (
       update enrolments set consented_at = consented_at - $2 * interval '1 hour',
         answered_at = answered_at - $2 * interval '1 hour',
         waiting_since = waiting_since - $2 * interval '1 hour'
       where experiment_version_id = $1 returning id)
     update tickets set created_at = created_at - $2 * interval '1 hour'
     where enrolment_id in (select id from parts)`,
    [versionId, hours],
  );
}

async function turn({ versionId }: StartedExperiment, state: "paused" | "closed") {
  await site.stores.database.orm
    .update(experimentVersions)
    .set({ state, closedAt: state === "closed" ? new Date() : null })
    .where(eq(experimentVersions.id, versionId));
}
