import { eq } from "drizzle-orm";
import { sealSession } from "../app/services/session-cookie.server.ts";
import { createKey } from "../db/api-keys.ts";
import { voidMatch } from "../db/play.ts";
import { createPlayer } from "../db/players.ts";
import { appeals, cases, decisions, flags, reports } from "../db/schema/moderation.ts";
import { seats } from "../db/schema/matches.ts";
import { personaVersions } from "../db/schema/personas.ts";
import { players } from "../db/schema/players.ts";
import { exports } from "../db/schema/research.ts";
import { createSession } from "../db/sessions.ts";
import type { Stores } from "../db/stores.ts";
import type { Visitor } from "./access.ts";
import type { ApiClient } from "./client.ts";
import { createRuleset, places, seat } from "./factories.ts";
import { designLike, enrol, startExperiment } from "./research-factories.ts";
import type { Site } from "./site.ts";
import { SESSION_SECRET } from "./stores.ts";

const SEALING = {
  secrets: SESSION_SECRET.split(",").map((secret) => secret.trim()),
  secure: false,
};

type Person = Exclude<Visitor, "nobody">;
const PEOPLE: Readonly<Record<Person, Partial<typeof players.$inferInsert>>> = {
  guest: {},
  player: { guest: false },
  stranger: { guest: false },
  moderator: { guest: false, role: "moderator" },
  researcher: { guest: false, role: "researcher" },
  admin: { guest: false, role: "admin" },
};

export type Town = Awaited<ReturnType<typeof settle>>;

/**
 * One person of each kind, and one of each thing that belongs to the guest and the player.
 * @param words that stand in every name, note and reason
 */
export async function settle(site: Site, words = "") {
  const { stores } = site;
  const ids = await people(stores, words);

  /** A session of a person's own, which a test may end. */
  async function arrive(who: Visitor): Promise<{ client: ApiClient; sessionId: string | null }> {
    const client = site.stranger();
    if (who === "nobody") return { client, sessionId: null };
    const playerId = ids[who];
    const sessionId = await createSession(stores, { playerId, browser: "A test" });
    const deviceId = sessionId.replaceAll("-", "");
    const cookie = sealSession({ sessionId, playerId, deviceId }, SEALING);
    const [name = "", value = ""] = cookie.split(";")[0]?.split("=") ?? [];
    client.setCookie(name, value);
    return { client, sessionId };
  }

  return { ids, arrive, things: await things(stores, ids, words) };
}

async function people(stores: Stores, words: string): Promise<Record<Person, string>> {
  const person = async (kind: Person) => {
    const { id } = await createPlayer(stores, kind);
    const set = { handle: kind + words, ...PEOPLE[kind] };
    await stores.database.orm.update(players).set(set).where(eq(players.id, id));
    return id;
  };
  return {
    guest: await person("guest"),
    player: await person("player"),
    stranger: await person("stranger"),
    moderator: await person("moderator"),
    researcher: await person("researcher"),
    admin: await person("admin"),
  };
}

/** A match that runs, and one that is over and has been through the moderators' hands. */
async function things(stores: Stores, ids: Record<Person, string>, words: string) {
  const rules = { aiShare: 0, chatSeconds: 3600 };
  const ruleset = await createRuleset(stores, "quick-duel", rules);
  const both = [ids.guest, ids.player];
  const [over] = await seat(stores, ruleset.slug, both);
  if (!over) throw new Error("the first wave opened no match");
  await voidMatch(stores, over.id);
  const [live] = await seat(stores, ruleset.slug, both);
  if (!live) throw new Error("the second wave opened no match");
  const { conversationId, seatFor } = places(live);
  return {
    matchId: live.id,
    endedMatchId: over.id,
    conversationId,
    seat: seatFor(ids.player).label,
    slug: ruleset.slug,
    name: "language-model",
    file: "pass-rates.csv",
    code: await studyOf(stores, ids.player),
    versionId: one(await stores.database.orm.select().from(personaVersions).limit(1)).id,
    exportId: await exportOf(stores, ids.researcher),
    keyId: await keyOf(stores, ids.researcher),
    experimentId: await experimentOf(stores, ids.researcher, words),
    ...(await deedsIn(stores, over.id, ids, words)),
  };
}

async function experimentOf(stores: Stores, ownerId: string, words: string): Promise<string> {
  const design = designLike({ question: `Who is who? ${words}` });
  return (await startExperiment(stores, design, { ownerId })).id;
}

async function exportOf(stores: Stores, ownerId: string): Promise<string> {
  const wanted = { ownerId, format: "csv" as const, filter: {}, salt: "0".repeat(32) };
  return one(await stores.database.orm.insert(exports).values(wanted).returning()).id;
}

/** The code of a study in which somebody takes part. */
async function studyOf(stores: Stores, playerId: string): Promise<string> {
  const study = await startExperiment(stores);
  await enrol(stores, study, playerId);
  return study.code;
}

async function keyOf(stores: Stores, playerId: string): Promise<string> {
  const act = { by: { playerId, role: "researcher" as const } };
  const made = await createKey(stores, act, { name: "Exports", scopes: ["exports"], days: 90 });
  if (!made.ok) throw new Error(made.code);
  return made.key.id;
}

async function deedsIn(
  stores: Stores,
  matchId: string,
  ids: Record<Person, string>,
  words: string,
) {
  const { orm } = stores.database;
  const sat = await orm.select().from(seats).where(eq(seats.matchId, matchId));
  const seatOf = (playerId: string) => one(sat.filter((row) => row.playerId === playerId)).id;
  const opened = { matchId, state: "open" as const, priority: 50 };
  const { id: caseId } = one(await orm.insert(cases).values(opened).returning());
  await orm.insert(reports).values({
    caseId,
    matchId,
    bySeatId: seatOf(ids.guest),
    aboutSeatId: seatOf(ids.player),
    category: "spam",
    note: `always the same words ${words}`,
  });
  await orm.insert(flags).values({ caseId, matchId, kind: "spam", detail: { repeated: 5, words } });
  const warned = {
    caseId,
    action: "warn" as const,
    playerId: ids.player,
    reason: `That was spam. ${words}`,
    by: ids.moderator,
  };
  const { id: decisionId } = one(await orm.insert(decisions).values(warned).returning());
  const again = { ...warned, reason: `That was spam, too. ${words}` };
  const { id: appealedId } = one(await orm.insert(decisions).values(again).returning());
  const { id: appealId } = one(
    await orm
      .insert(appeals)
      .values({
        decisionId: appealedId,
        playerId: ids.player,
        text: `It was not. ${words}`,
        state: "open",
      })
      .returning(),
  );
  return { caseId, decisionId, appealId };
}

function one<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error("a row expected");
  return row;
}
