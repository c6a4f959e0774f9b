import { eq, inArray } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { caseReply, decisionReply } from "../../app/api/desk-schemas.ts";
import { flagMatch } from "../../db/flagging.ts";
import { rebuild } from "../../db/rebuild.ts";
import { replayRatings } from "../../db/replay.ts";
import { tickets } from "../../db/schema/lobby.ts";
import { cases } from "../../db/schema/moderation.ts";
import { codeOf } from "../client.ts";
import { createPlayers } from "../factories.ts";
import { withRole } from "../moderation-factories.ts";
import { ratedDuel } from "../rated-duel.ts";
import { type Site, startSite } from "../site.ts";

let site: Site;
let moderator: Awaited<ReturnType<typeof withRole>>;
beforeAll(async () => {
  site = await startSite();
  moderator = await withRole(site, "moderator", "Mo");
});

/** A match of two who use one browser, once the rules have read it, and a later one that counts. */
async function suspected() {
  const { stores } = site;
  const { orm } = stores.database;
  const people = await createPlayers(stores, 3);
  const [a = "", b = "", c = ""] = people.map(({ id }) => id);
  const matchId = await ratedDuel(stores, [a, b], [0.2, 0.9]);
  await ratedDuel(stores, [a, c], [0.7, 0.4]);
  const fair = await books(a, b, c);
  await orm
    .update(tickets)
    .set({ device: `browser of ${a}` })
    .where(inArray(tickets.playerId, [a, b]));
  await flagMatch(stores, matchId);
  await replayRatings(stores, matchId);
  const [opened] = await orm.select().from(cases).where(eq(cases.matchId, matchId));
  if (!opened) throw new Error("signs of collusion open a case");
  return { matchId, caseId: opened.id, fair, read: () => books(a, b, c) };
}

async function books(...ids: string[]) {
  const { rows } = await site.stores.database.pool.query<object>(
    "select * from ratings where subject_id = any($1) order by subject_id, ladder, scope",
    [ids],
  );
  return rows;
}

async function headOf(caseId: string) {
  return caseReply.parse((await moderator.get(`/api/v1/cases/${caseId}`)).json).head;
}

async function decide(caseId: string, action: string) {
  const { version } = await headOf(caseId);
  const body = { version, action, reason: "a household with one laptop" };
  return moderator.post(`/api/v1/cases/${caseId}/decisions`, body);
}

async function wrong() {
  return rebuild(site.stores.database, { check: true });
}

async function acts(subjectId: string) {
  const { rows } = await site.stores.database.pool.query<{ action: string }>(
    "select action from audit_entries where subject_id = $1 order by id",
    [subjectId],
  );
  return rows.map(({ action }) => action);
}

test("a match taken for collusion counts again by a decision, and not by its undoing", async () => {
  const { matchId, caseId, fair, read } = await suspected();
  const without = await read();
  expect(without).not.toEqual(fair);
  expect(await headOf(caseId)).toMatchObject({ rated: false, ratedReason: "suspected-collusion" });

  const made = await decide(caseId, "count");
  expect(made.status, made.text).toBe(201);
  expect(await read()).toEqual(fair);
  expect(await headOf(caseId)).toMatchObject({ rated: true, state: "closed" });
  expect(await wrong()).toEqual([]);
  expect(codeOf(await decide(caseId, "count"))).toBe("decision/already");
  expect(await acts(matchId)).toEqual(["count-match"]);

  const { id } = decisionReply.parse(made.json).decision;
  const undone = await moderator.post(`/api/v1/decisions/${id}/undo`, { reason: "they own up" });
  expect(undone.status, undone.text).toBe(200);
  expect(await read()).toEqual(without);
  expect(await headOf(caseId)).toMatchObject({ rated: false, ratedReason: "suspected-collusion" });
  expect(await wrong()).toEqual([]);
  expect(await acts(id)).toEqual(["undo-decision"]);
});

test("what counts by decision is voided and put back as any match", async () => {
  const { caseId, fair, read } = await suspected();
  await decide(caseId, "dismiss");
  expect(await headOf(caseId)).toMatchObject({ rated: false });
  expect((await decide(caseId, "count")).status).toBe(201);
  const made = await decide(caseId, "void");
  expect(await headOf(caseId)).toMatchObject({ rated: false, ratedReason: "voided" });
  const { id } = decisionReply.parse(made.json).decision;
  await moderator.post(`/api/v1/decisions/${id}/undo`, { reason: "it was fair" });
  expect(await headOf(caseId)).toMatchObject({ rated: true, ratedReason: "rated" });
  expect(await read()).toEqual(fair);
  expect(await wrong()).toEqual([]);
});
