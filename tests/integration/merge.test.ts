import { eq, or, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { postMessage } from "../../db/play.ts";
import { rebuild } from "../../db/rebuild.ts";
import { replayRatings, replaysDue } from "../../db/replay.ts";
import { viewOf } from "../../db/queries/views.ts";
import { consents, sessions } from "../../db/schema/accounts.ts";
import { matches, seats } from "../../db/schema/matches.ts";
import { appeals, blocks, cases, decisions } from "../../db/schema/moderation.ts";
import { players } from "../../db/schema/players.ts";
import { ratings } from "../../db/schema/scores.ts";
import { createPlayers, createRuleset, seat } from "../factories.ts";
import { ratedDuel } from "../rated-duel.ts";
import { begin, choose, signInAs, type SignInSite, startSignInSite } from "../sign-in-site.ts";

let site: SignInSite;
let made = 0;
beforeAll(async () => {
  site = await startSignInSite();
});

interface Cast {
  subject: string;
  account: string;
  guest: Awaited<ReturnType<SignInSite["player"]>>;
  others: string[];
}
let cast: Cast;

/** An account that has signed in before, a guest who is about to, and three to play with. */
beforeEach(async () => {
  made += 1;
  const subject = `somebody ${made}`;
  const before = await site.player("Account");
  await signInAs(site, before, subject);
  const guest = await site.player("Guest");
  const others = (await createPlayers(site.stores, 3)).map(({ id }) => id);
  cast = { subject, account: before.id, guest, others };
});

const differences = () => rebuild(site.stores.database, { check: true });

async function replayAll() {
  for (const matchId of await replaysDue(site.stores)) await replayRatings(site.stores, matchId);
}

async function ratingOf(subjectId: string) {
  const rows = await site.stores.database.orm
    .select()
    .from(ratings)
    .where(eq(ratings.subjectId, subjectId));
  return rows.filter(({ scope, ladder }) => scope === "all" && ladder === "skill");
}

const matchRow = async (id: string) =>
  (await site.stores.database.orm.select().from(matches).where(eq(matches.id, id)))[0];

const errorOf = (reply: { headers: Headers }) =>
  new URL(reply.headers.get("Location") ?? "", site.web.url).searchParams.get("error");

/** Every column of the database that names a player, wherever somebody added it. */
async function columnsOfPlayers() {
  const { rows } = await site.stores.database.orm.execute<{ name: string; place: string }>(sql`
    select c.conrelid::regclass::text as place, a.attname as name
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'players'::regclass`);
  return rows;
}

describe("a guest's history", () => {
  test("moves to the account, and all figures are those of one person", async () => {
    const { subject, account, guest, others } = cast;
    const [x = "", y = "", z = ""] = others;
    await ratedDuel(site.stores, [account, x], [0.9, 0.2]);
    const own = await ratedDuel(site.stores, [guest.id, y], [0.1, 0.3]);
    await ratedDuel(site.stores, [account, z], [0.4, 0.6]);
    await ratedDuel(site.stores, [guest.id, x], [0.2, 0.8]);
    expect(await differences()).toEqual([]);

    await signInAs(site, guest, subject);
    expect(await ratingOf(guest.id)).toEqual([]);
    expect(await ratingOf(account)).toMatchObject([{ games: 4 }]);
    await replayAll();
    expect(await differences()).toEqual([]);
    expect(await replaysDue(site.stores)).toEqual([]);

    expect((await viewOf(site.stores, own, account))?.you.seat).toBeDefined();
    expect(await viewOf(site.stores, own, guest.id)).toBeNull();
    expect((await guest.get(`/api/v1/matches/${own}`)).status).toBe(200);
    const [player] = await site.stores.database.orm
      .select()
      .from(players)
      .where(eq(players.id, guest.id));
    expect(player?.mergedInto).toBe(account);
    const ended = await site.stores.database.orm
      .select({ reason: sessions.endReason })
      .from(sessions)
      .where(eq(sessions.playerId, guest.id));
    expect(ended).toEqual([{ reason: "merged" }]);
  });

  test("leaves no row behind that names the guest, in whatever table", async () => {
    const { subject, account, guest, others } = cast;
    const { orm } = site.stores.database;
    const matchId = await ratedDuel(site.stores, [guest.id, others[0] ?? ""], [0.1, 0.3]);
    await orm.insert(consents).values([
      { playerId: guest.id, version: 1 },
      { playerId: guest.id, version: 2 },
      { playerId: account, version: 1 },
    ]);
    await orm.insert(blocks).values([
      { playerId: guest.id, otherId: others[0] ?? "" },
      { playerId: others[1] ?? "", otherId: guest.id },
      { playerId: guest.id, otherId: account },
      { playerId: account, otherId: others[0] ?? "" },
    ]);
    const [opened] = await orm
      .insert(cases)
      .values({ matchId, state: "open", priority: 1 })
      .returning();
    const by = others[2] ?? "";
    const warned = { caseId: opened?.id ?? "", action: "warn" as const, playerId: guest.id, by };
    const [decision] = await orm
      .insert(decisions)
      .values({ ...warned, reason: "That was spam." })
      .returning();
    const decisionId = decision?.id ?? "";
    await orm
      .insert(appeals)
      .values({ decisionId, playerId: guest.id, text: "It was not.", state: "open" });

    await signInAs(site, guest, subject);
    const left: string[] = [];
    for (const { place, name } of await columnsOfPlayers()) {
      const { rows } = await orm.execute(
        sql`select from ${sql.raw(place)} where ${sql.raw(name)} = ${guest.id}`,
      );
      if (rows.length > 0) left.push(`${place}.${name}`);
    }
    // Its sessions have ended, and say whose they were.
    expect(left).toEqual(["sessions.player_id"]);
    const blocked = await orm
      .select()
      .from(blocks)
      .where(or(eq(blocks.playerId, account), eq(blocks.otherId, account)));
    expect(blocked.map(({ playerId, otherId }) => [playerId, otherId]).toSorted()).toEqual(
      [
        [account, others[0]],
        [others[1], account],
      ].toSorted(),
    );
  });

  test("that holds matches against the account itself does not count them", async () => {
    const { subject, account, guest, others } = cast;
    const shared = await ratedDuel(site.stores, [account, guest.id], [0.1, 0.1]);
    await ratedDuel(site.stores, [account, others[0] ?? ""], [0.3, 0.3]);
    expect((await matchRow(shared))?.rated).toBe(true);
    await signInAs(site, guest, subject);
    expect(await matchRow(shared)).toMatchObject({
      rated: false,
      ratedReason: "players-connected",
      playersConnected: true,
    });
    await replayAll();
    expect(await ratingOf(account)).toMatchObject([{ games: 1 }]);
    expect(await differences()).toEqual([]);
  });

  test("that is empty merges as well, and a second guest after it", async () => {
    const { subject, account, guest, others } = cast;
    await signInAs(site, guest, subject);
    const another = await site.player();
    await ratedDuel(site.stores, [another.id, others[0] ?? ""], [0.3, 0.3]);
    await signInAs(site, another, subject);
    await replayAll();
    expect(await ratingOf(account)).toMatchObject([{ games: 1 }]);
    expect(await differences()).toEqual([]);
  });
});

describe("merging waits", () => {
  test.each(["guest", "account"] as const)("while the %s sits in a match", async (who) => {
    const { subject, account, guest, others } = cast;
    await ratedDuel(site.stores, [guest.id, others[0] ?? ""], [0.1, 0.3]);
    const ruleset = await createRuleset(site.stores, "quick-duel", { aiShare: 0 });
    const sitting = who === "guest" ? guest.id : account;
    const [match] = await seat(site.stores, ruleset.slug, [sitting, others[1] ?? ""]);
    const reply = await signInAs(site, guest, subject);
    expect(errorOf(reply)).toBe("session/in-match");
    const page = await guest.get(reply.headers.get("Location") ?? "");
    expect(page.text).toContain("your history will come along");
    expect((await guest.get("/api/v1/sessions")).status).toBe(200);
    const still = await postMessage(site.stores, {
      matchId: match?.id ?? "",
      actor: { playerId: sitting },
      conversationId: match?.rounds[0]?.conversations[0]?.id ?? "",
      text: "still here",
      clientId: "1",
    });
    expect(still.ok).toBe(true);
  });

  test("while the guest waits in the lobby; afterwards it is done", async () => {
    const { subject, account, guest, others } = cast;
    await ratedDuel(site.stores, [guest.id, others[0] ?? ""], [0.1, 0.3]);
    await guest.join("quick-duel");
    expect(errorOf(await signInAs(site, guest, subject))).toBe("session/in-match");
    await guest.delete("/api/v1/lobby");
    expect(errorOf(await signInAs(site, guest, subject))).toBeNull();
    expect(await ratingOf(account)).toMatchObject([{ games: 1 }]);
  });

  test("for nothing where the identity is new: the guest stays who they are, in a match, too", async () => {
    const { guest, others } = cast;
    const ruleset = await createRuleset(site.stores, "quick-duel", { aiShare: 0 });
    const [match] = await seat(site.stores, ruleset.slug, [guest.id, others[1] ?? ""]);
    const stream = await guest.stream(`/api/v1/matches/${match?.id ?? ""}/events`);
    await stream.event("view");
    const reply = await signInAs(site, guest, `new ${made}`);
    expect(errorOf(reply)).toBeNull();
    expect((await guest.get(`/api/v1/matches/${match?.id ?? ""}`)).status).toBe(200);
    expect(stream.ended).toBe(false);
  });
});

test("two sign-ins of one guest at once merge it once", async () => {
  const { subject, account, guest, others } = cast;
  await ratedDuel(site.stores, [guest.id, others[0] ?? ""], [0.1, 0.3]);
  const tab = guest.tab();
  const ways = [
    await choose(site, await begin(guest), subject),
    await choose(site, await begin(tab), subject),
  ];
  await Promise.all([guest.get(ways[0] ?? ""), tab.get(ways[1] ?? "")]);
  await replayAll();
  expect(await ratingOf(account)).toMatchObject([{ games: 1 }]);
  expect(await differences()).toEqual([]);
  const sat = await site.stores.database.orm
    .select({ id: seats.id })
    .from(seats)
    .where(eq(seats.playerId, guest.id));
  expect(sat).toEqual([]);
});
