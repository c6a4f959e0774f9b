import { randomUUID } from "node:crypto";
import { z } from "zod";
import { ask, listen, type Listening } from "./http.ts";

const viewSchema = z.object({
  phase: z.string(),
  you: z.object({ seat: z.string() }),
  conversations: z.array(z.object({ id: z.string() })),
});
const messageSchema = z.object({ message: z.object({ id: z.string(), body: z.string() }) });

/** A player over the API, with a stream open. */
export interface Player {
  cookie: string;
  matchId: string;
  conversationId: string;
  seat: string;
  phase: string;
  stream: Listening;
  close(): void;
}

/** When each text was posted, and when it came out of the partner's stream. */
export interface Book {
  posted: Map<string, number>;
  delivered: Map<string, number>;
  failures: Map<string, number>;
}

export const emptyBook = (): Book => ({
  posted: new Map(),
  delivered: new Map(),
  failures: new Map(),
});

export async function signUp(web: string): Promise<string> {
  const reply = await ask(`${web}/api/v1/session`, { method: "POST", body: {} });
  if (reply.status !== 201) throw new Error(`no session: ${reply.status} ${reply.text}`);
  return reply.cookies.map((cookie) => cookie.split(";")[0]).join("; ");
}

/** Waits in the lobby until a wave seats the player, and opens the match's stream. */
export async function sitDown(web: string, cookie: string, ruleset: string, book: Book) {
  const joined = await ask(`${web}/api/v1/lobby`, { method: "POST", cookie, body: { ruleset } });
  if (joined.status !== 202) throw new Error(`no ticket: ${joined.status} ${joined.text}`);
  const matchId = await seated(web, cookie);
  return openMatch(web, cookie, matchId, book);
}

function seated(web: string, cookie: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const opened = listen(`${web}/api/v1/lobby/events`, cookie, (event, data) => {
      if (event === "ended") reject(new Error(`the ticket ended: ${data}`));
      if (event !== "seated") return;
      void opened.then((stream) => stream.close());
      resolve(z.object({ matchId: z.string() }).parse(JSON.parse(data)).matchId);
    });
    opened.catch(reject);
  });
}

async function openMatch(web: string, cookie: string, matchId: string, book: Book) {
  const url = `${web}/api/v1/matches/${matchId}`;
  const view = viewSchema.parse(JSON.parse((await ask(url, { cookie })).text));
  const [conversation] = view.conversations;
  if (!conversation) throw new Error("a match without a conversation");
  const player: Player = {
    cookie,
    matchId,
    conversationId: conversation.id,
    seat: view.you.seat,
    phase: view.phase,
    stream: { close: () => undefined },
    close: () => player.stream.close(),
  };
  player.stream = await listen(`${url}/events`, cookie, (event, data) => {
    if (event === "phase")
      player.phase = z.object({ phase: z.string() }).parse(JSON.parse(data)).phase;
    if (event !== "message") return;
    const { body } = messageSchema.parse(JSON.parse(data)).message;
    // One's own message comes back with its client id; only the partner's counts.
    if (!data.includes('"clientId"')) book.delivered.set(body, performance.now());
  });
  return player;
}

/** Posts a text that no other post has, and books the instant. */
export async function say(web: string, player: Player, words: string, book: Book): Promise<void> {
  const body = `${words} ${randomUUID().slice(0, 13)}`;
  book.posted.set(body, performance.now());
  const reply = await ask(`${web}/api/v1/matches/${player.matchId}/messages`, {
    method: "POST",
    cookie: player.cookie,
    body: { conversationId: player.conversationId, body, clientId: randomUUID() },
  });
  if (reply.status === 201) return;
  book.posted.delete(body);
  const key = `${reply.status} ${/"code":"([^"]+)"/.exec(reply.text)?.[1] ?? ""}`;
  book.failures.set(key, (book.failures.get(key) ?? 0) + 1);
}

export function latencies({ posted, delivered }: Book): number[] {
  return [...posted].flatMap(([body, at]) => {
    const arrived = delivered.get(body);
    return arrived === undefined ? [] : [arrived - at];
  });
}
