import { setTimeout as delay } from "node:timers/promises";
import { matchFrames, matchReply } from "../app/api/schemas.ts";
import { type Database, openDatabase } from "../db/client.ts";
import { rebuild } from "../db/rebuild.ts";
import type { Player, Tried } from "./players.ts";

const SETTLED_WITHIN_MS = 15_000;

interface MessageRow {
  id: string;
  match_id: string;
  conversation_id: string;
  client_id: string;
  body: string;
  player_id: string | null;
  kind: "human" | "ai";
}

interface GuessRow {
  match_id: string;
  player_id: string | null;
  about: string;
  p_ai: number;
}

/**
 * Holds the players' books against Postgres, each other and the streams.
 * @returns what does not agree, in words.
 */
export async function audit(url: string, all: readonly Player[]): Promise<string[]> {
  const players = all.filter(({ matchId }) => matchId !== "");
  const database = openDatabase({ url, onError: () => undefined });
  try {
    const matches = [...new Set(players.map(({ matchId }) => matchId))];
    const restless = await openReplies(database, matches);
    const rows = await messageRows(database, matches);
    const views = await Promise.all(players.map((player) => orderProblems(player, rows)));
    return [
      ...all.filter(({ matchId }) => matchId === "").map(({ id }) => `${id} was never seated`),
      ...restless.map((id) => `reply ${id} is still open`),
      ...(await unended(database, matches)),
      ...messageProblems(players, rows),
      ...guessProblems(players, await guessRows(database, matches)),
      ...players.flatMap(({ sight, id }) => sight.problems.map((what) => `${id}: ${what}`)),
      ...views.flat(),
      ...(await replyProblems(database, matches, rows)),
      ...(await rebuild(database, { check: true })).map((one) => `books: ${JSON.stringify(one)}`),
    ];
  } finally {
    await database.close();
  }
}

/** A fault may leave a reply to the sweep, which sees to it soon after the match. */
async function openReplies({ pool }: Database, matches: string[]): Promise<string[]> {
  const end = Date.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const { rows } = await pool.query<{ id: string }>(
      "select id from replies where state in ('composing', 'scheduled') and match_id = any($1)",
      [matches],
    );
    if (rows.length === 0 || Date.now() > end) return rows.map(({ id }) => id);
    await delay(50);
  }
}

async function unended({ pool }: Database, matches: string[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; phase: string }>(
    "select id, phase from matches where phase <> 'revealed' and id = any($1)",
    [matches],
  );
  return rows.map(({ id, phase }) => `match ${id} is still ${phase}`);
}

async function messageRows({ pool }: Database, matches: string[]): Promise<MessageRow[]> {
  const { rows } = await pool.query<MessageRow>(
    `select m.id, m.match_id, m.conversation_id, m.client_id, m.body, s.player_id, s.kind
     from messages m join seats s on s.id = m.seat_id
     where m.match_id = any($1) order by m.match_id, m.seq`,
    [matches],
  );
  return rows;
}

async function guessRows({ pool }: Database, matches: string[]): Promise<GuessRow[]> {
  const { rows } = await pool.query<GuessRow>(
    `select g.match_id, b.player_id, o.label as about, g.p_ai from guesses g
     join seats b on b.id = g.by_seat_id join seats o on o.id = g.about_seat_id
     where g.match_id = any($1)`,
    [matches],
  );
  return rows;
}

/** How often something must be there: once where it was confirmed, never where it was refused. */
function countProblem(what: string, { outcome, code }: Tried, found: number): string[] {
  const wanted = outcome === "confirmed" ? 1 : 0;
  const story = `${what} was ${outcome} (${code ?? "no code"}) and is there ${found} times`;
  return found === wanted && outcome !== "unknown" ? [] : [story];
}

function messageProblems(players: readonly Player[], rows: readonly MessageRow[]): string[] {
  const tried = players.flatMap((player) =>
    player.messages.map((message) => ({ ...message, playerId: player.id })),
  );
  const own = (playerId: string, clientId: string) =>
    rows.filter((row) => row.player_id === playerId && row.client_id === clientId);
  const wrong = tried.flatMap((message) => {
    const found = own(message.playerId, message.clientId);
    const same = found.filter(
      (row) =>
        row.body === message.body &&
        row.conversation_id === message.conversationId &&
        (message.id === null || row.id === message.id),
    );
    const what = `message ${message.clientId}`;
    return [
      ...countProblem(what, message, found.length),
      ...(same.length < found.length ? [`${what} reads differently`] : []),
    ];
  });
  const unknown = rows.filter(
    ({ kind, player_id, client_id }) =>
      kind === "human" &&
      !tried.some((one) => one.playerId === player_id && one.clientId === client_id),
  );
  return [...wrong, ...unknown.map(({ id }) => `nobody wrote message ${id}`)];
}

function guessProblems(players: readonly Player[], rows: readonly GuessRow[]): string[] {
  const human = rows.filter(({ player_id }) => player_id !== null);
  const confirmed = players.flatMap(({ guesses }) =>
    guesses.filter(({ outcome }) => outcome === "confirmed"),
  );
  const wrong = players.flatMap((player) =>
    player.guesses.flatMap((guess) => {
      const found = human.filter(
        (row) =>
          row.player_id === player.id &&
          row.match_id === guess.matchId &&
          row.about === guess.seat &&
          row.p_ai === guess.pAi,
      );
      return countProblem(`the guess of ${player.id}`, guess, found.length);
    }),
  );
  return human.length === confirmed.length
    ? wrong
    : [...wrong, `${human.length} guesses are there, ${confirmed.length} were confirmed`];
}

/** Page and stream of a player tell the same messages, in the order of Postgres, each once. */
async function orderProblems(player: Player, rows: readonly MessageRow[]): Promise<string[]> {
  const [opening] = player.sight.frames;
  if (!opening) return [`${player.id} was told nothing at all`];
  const { json } = await player.client.get(player.at());
  const view = matchReply.parse(json);
  const streamed = player.sight.frames.flatMap(({ event, data }) =>
    event === "message" ? [matchFrames.message.parse(data)] : [],
  );
  return view.conversations.flatMap(({ id, messages }) => {
    const stored = rows.filter((row) => row.conversation_id === id).map((row) => row.id);
    const shown = messages.map((message) => message.id);
    const told = streamed.filter((one) => one.conversationId === id).map((one) => one.message.id);
    // Those from before the stream was opened stood in its first view.
    const first = matchFrames.view.parse(opening.data);
    const before = first.conversations.find((one) => one.id === id)?.messages ?? [];
    const heard = [...before.map((message) => message.id), ...told];
    return [
      ...(same(shown, stored) ? [] : [`${player.id} sees another order than is stored`]),
      ...(same(heard, stored)
        ? []
        : [`${player.id} heard ${heard.length} messages, not the ${stored.length} in their order`]),
    ];
  });
}

/** What an AI witness said is what it meant to say, each reply once. */
async function replyProblems(
  { pool }: Database,
  matches: string[],
  rows: readonly MessageRow[],
): Promise<string[]> {
  const { rows: replies } = await pool.query<{ id: string; state: string; message_id: string }>(
    "select id, state, message_id from replies where match_id = any($1)",
    [matches],
  );
  const noted = replies.filter(({ message_id, state }) => message_id || state === "delivered");
  const spoken = rows.filter(({ kind }) => kind === "ai");
  const messages = spoken.flatMap(({ id, client_id }) => {
    const meant = noted.filter((reply) => reply.id === client_id || reply.message_id === id);
    const [only] = meant;
    const fits = meant.length === 1 && only?.id === client_id && only.message_id === id;
    const states = replies.filter((reply) => reply.id === client_id).map(({ state }) => state);
    return fits
      ? []
      : [`the AI's message ${id} belongs to ${meant.length} replies (${states.join()})`];
  });
  const lost = noted.filter(({ id, message_id, state }) => {
    const said = spoken.filter((row) => row.client_id === id && row.id === message_id);
    return said.length !== 1 || state !== "delivered";
  });
  return [...messages, ...lost.map(({ id }) => `reply ${id} is not said once`)];
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.join() === b.join();
}
