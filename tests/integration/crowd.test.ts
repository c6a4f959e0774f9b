import { afterAll, beforeAll, expect, test } from "vitest";
import { matchReply, type MatchView } from "../../app/api/schemas.ts";
import { openDatabase } from "../../db/client.ts";
import { createRandom, type Random } from "../../game/random.ts";
import { type Contract, readContract } from "../contract.ts";
import { shameWatch } from "../matches-at-once.ts";
import { startPlaySite } from "../play-site.ts";
import { Player, sitTogether } from "../players.ts";
import { codeOf, WireClient, type WireReply } from "../wire.ts";

const TIME_SCALE = 8;
const CLIENTS = 50;
const SEED = "50c11e9752c11e9750c11e9752c11e97";
const NOWHERE = "01990000-0000-7000-8000-000000000000";

let site: Awaited<ReturnType<typeof startPlaySite>>;
let contract: Contract;
const shames: string[] = [];
const shame = shameWatch(shames);
const clients: WireClient[] = [];

beforeAll(async () => {
  site = await startPlaySite(TIME_SCALE);
  contract = await readContract(site.web.url);
});
afterAll(() => clients.forEach((client) => client.close()));

const watch = {
  reply(...told: [{ method: string; path: string }, WireReply]) {
    contract.reply(...told);
    shame.reply?.(...told);
  },
};

interface Member {
  player: Player;
  view: MatchView;
}

/** What one of many clients of a player, or a stranger, tries next. */
async function act(client: WireClient, random: Random, { player, view }: Member, who: string) {
  const at = `/api/v1/matches/${player.matchId}`;
  const [conversation] = view.conversations;
  const conversationId = random.pick([
    ...Array<string>(5).fill(conversation?.id ?? ""),
    NOWHERE,
    7,
  ]);
  const seat = random.pick(["A", "B", "C", "z"]);
  const text = random.pick(["hello", "so?", "why not", "  ", "x".repeat(201), "www.example.org"]);
  const clientId = `${who}-${random.int(150)}`;
  const message = { conversationId, body: `${text} ${who}`.trim(), clientId };
  switch (random.int(8)) {
    case 0:
    case 1:
      return { message, reply: await client.post(`${at}/messages`, message) };
    case 2: {
      // The same message at once over two lines.
      const [reply, again] = await Promise.all([
        client.post(`${at}/messages`, message),
        client.post(`${at}/messages`, message),
      ]);
      return { message, reply, again };
    }
    case 3:
      return {
        reply: await client.post(`${at}/guesses`, { seat, pAi: random.pick([0.2, 0.7, 3]) }),
      };
    case 4:
      return {
        reply: await client.post(`${at}/typing`, { conversationId, on: random.chance(0.5) }),
      };
    case 5:
      return { reply: await client.get(random.pick([at, `${at}x`, "/api/v1/rulesets"])) };
    case 6:
      return { reply: await client.ask("POST", `${at}/messages`, { body: "{ half" }) };
    default:
      return { reply: await client.post("/api/v1/lobby", { ruleset: "people-duel" }) };
  }
}

test("fifty clients who hammer one match break no rule", async () => {
  const players = await Promise.all([1, 2].map(() => Player.join(site.web.url, watch)));
  await sitTogether(players, "people-duel");
  const members = players.map((player): Member => ({ player, view: player.view }));
  expect(players[0]?.matchId).toBe(players[1]?.matchId);
  const sent = new Map<string, Set<string>>();
  const guessed: number[] = [];
  let refused = 0;

  async function hammer(index: number): Promise<void> {
    const random = createRandom(SEED, "client", index);
    const member = members[index % 2];
    if (!member) throw new Error("a member expected");
    const isMember = index < CLIENTS / 2;
    const client = isMember ? member.player.client.twin() : new WireClient(site.web.url, watch);
    clients.push(client);
    // Half of the strangers have a session, and none of them a seat here.
    if (!isMember && index % 4 < 2) await client.post("/api/v1/session");
    const who = isMember ? `m${index % 2}` : `s${index}`;
    while (member.player.view.phase === "chatting") {
      const done = await act(client, random, member, who);
      const replies = [done.reply, ...(done.again ? [done.again] : [])];
      for (const reply of replies) {
        if (!isMember)
          expect([200, 202, 204, 400, 401, 404, 409, 429, 503]).toContain(reply.status);
        if (!isMember && done.message) expect(reply.status).toBeGreaterThanOrEqual(400);
        if (reply.status === 201 && !done.message) guessed.push(index % 2);
        if (reply.status >= 400) refused += 1;
      }
      const kept = replies.filter(({ status }) => status === 200 || status === 201);
      if (!done.message || kept.length === 0) continue;
      const name = `${member.player.id} ${done.message.clientId}`;
      const ids = sent.get(name) ?? new Set<string>();
      for (const { text } of kept) ids.add(/"id":"([^"]+)"/.exec(text)?.[1] ?? text);
      sent.set(name, ids);
    }
  }

  await Promise.all(Array.from({ length: CLIENTS }, (_, index) => hammer(index)));
  for (const player of players) if (player.view.phase === "guessing") await player.guess(0.6);
  await Promise.all(players.map((player) => player.until(({ phase }) => phase === "revealed")));

  expect(shames).toEqual([]);
  expect(contract.problems).toEqual([]);
  expect(players.flatMap(({ sight }) => sight.problems)).toEqual([]);
  expect([...sent.values()].filter((ids) => ids.size !== 1)).toEqual([]);
  expect(sent.size).toBeGreaterThan(1);
  expect(refused).toBeGreaterThan(CLIENTS);
  const stored = await storedIn(players[0]?.matchId ?? "");
  expect(new Set(stored.ids)).toEqual(new Set([...sent.values()].flatMap((ids) => [...ids])));
  expect(stored.ids).toHaveLength(sent.size);
  expect(stored.guesses).toEqual([1, 1]);
  for (const player of players) {
    const page = matchReply.parse((await player.client.get(player.at())).json);
    const orders = [page, player.view].map((view) =>
      view.conversations[0]?.messages.map(({ id }) => id),
    );
    expect(orders).toEqual([stored.ids, stored.ids]);
    expect(codeOf(await player.leave())).toBe("match/ended");
  }
});

/** The match's messages in their order, and how many guesses each of its seats made. */
async function storedIn(matchId: string) {
  const database = openDatabase({ url: site.env.DATABASE_URL, onError: () => undefined });
  const messages = await database.pool.query<{ id: string }>(
    "select id from messages where match_id = $1 order by seq",
    [matchId],
  );
  const guesses = await database.pool.query<{ count: number }>(
    `select count(g.id)::int as count from seats s left join guesses g on g.by_seat_id = s.id
     where s.match_id = $1 group by s.id`,
    [matchId],
  );
  await database.close();
  return {
    ids: messages.rows.map(({ id }) => id),
    guesses: guesses.rows.map(({ count }) => count),
  };
}
