/** Scripted players over API v1, who keep a book of what they sent and what they were told. */
import { setTimeout as delay } from "node:timers/promises";
import {
  errorReply,
  guessReply,
  lobbyFrames,
  lobbyReply,
  messageReply,
  type MatchView,
  sessionReply,
} from "../app/api/schemas.ts";
import type { StreamFrame } from "./event-stream.ts";
import { Sight } from "./sight.ts";
import { codeOf, type Watch, WireClient, type WireReply } from "./wire.ts";

/** A player goes on trying for this long, through faults of any kind. */
const PATIENCE_MS = 45_000;
const PAUSE_MS = 150;
/** Where anybody may speak at any time, a question is put again after this long. */
const ASKED_AGAIN_MS = 3_000;

/** `unknown`: sent, and never answered for sure. */
type Outcome = "unknown" | "confirmed" | "refused";

export interface Tried {
  outcome: Outcome;
  code: string | null;
}

export interface TriedMessage extends Tried {
  matchId: string;
  conversationId: string;
  clientId: string;
  body: string;
  /** The message's id, once confirmed. */
  id: string | null;
}

export interface TriedGuess extends Tried {
  matchId: string;
  seat: string;
  pAi: number;
}

let made = 0;
const nextName = () => `Player ${(made += 1)}`;

/**
 * Seats players in one wave. Waves stand on a grid of instants: everybody joins early enough before
 * the next one, so that nobody is left for the one after it.
 */
export async function sitTogether(players: readonly Player[], ruleset: string): Promise<void> {
  const [first] = players;
  if (!first) return;
  const next = await first.nextWave(ruleset);
  await delay(Math.max(0, next - Date.now()) + 50);
  await Promise.all(players.map((player) => player.sit(ruleset, "again")));
}

/** Whether somebody else has said something. */
export const isAnswered = ({ conversations, you }: MatchView): boolean =>
  conversations.some(({ messages }) => messages.some(({ seat }) => seat !== you.seat));

export class Player {
  readonly client: WireClient;
  readonly id: string;
  readonly messages: TriedMessage[] = [];
  readonly guesses: TriedGuess[] = [];
  readonly sight = new Sight();
  readonly #waiting = new Set<() => void>();
  matchId = "";

  private constructor(client: WireClient, id: string) {
    this.client = client;
    this.id = id;
  }

  static async join(base: string, watch: Watch = {}, handle = nextName()): Promise<Player> {
    const client = new WireClient(base, watch);
    const reply = await persist(() => client.post("/api/v1/session", { handle }));
    return new Player(client, sessionReply.parse(reply.json).player.id);
  }

  /** The same player in a further match. */
  again(): Player {
    return new Player(this.client, this.id);
  }

  /** What the stream has told so far. */
  get view(): MatchView {
    if (!this.sight.view) throw new Error("the stream has told nothing yet");
    return this.sight.view;
  }

  at = (rest = "") => `/api/v1/matches/${this.matchId}${rest}`;

  /**
   * Waits in the lobby until a wave seats, and follows the match from then on.
   * @param leftOver what who is left over does: the one is an error, the other comes again
   */
  async sit(ruleset: string, leftOver: "fails" | "again" = "fails"): Promise<void> {
    this.matchId = await this.#seat(ruleset, leftOver);
    const followed = this.follow();
    followed.catch((error: unknown) => this.sight.problems.push(String(error)));
    await this.until(() => true);
  }

  /** Instant of the next wave, in which this player does not take part. */
  async nextWave(ruleset: string): Promise<number> {
    const joined = await persist(() => this.client.post("/api/v1/lobby", { ruleset }));
    await persist(() => this.client.delete("/api/v1/lobby"));
    return Date.parse(lobbyReply.parse(joined.json).nextWaveAt);
  }

  #seat(ruleset: string, leftOver: "fails" | "again"): Promise<string> {
    return keepTrying("a seat", async () => {
      const joined = await persist(() => this.client.post("/api/v1/lobby", { ruleset }));
      const inMatch = joined.status === 409 ? errorReply.parse(joined.json).error.matchId : null;
      if (inMatch) return inMatch;
      if (joined.status !== 202) throw new Error(`no ticket: ${joined.text}`);
      const { stream } = await this.client.events("/api/v1/lobby/events").catch(() => lost);
      const last = await stream?.until(({ event }) => event !== "waiting").catch(() => null);
      stream?.close();
      if (last?.event === "seated") return lobbyFrames.seated.parse(last.data).matchId;
      if (!last) return null;
      const { reason } = lobbyFrames.ended.parse(last.data);
      // On a busy machine who came together is split between two waves, and one is left over in each.
      if (reason === "nobody-else" && leftOver === "again") return null;
      throw new Error(`the ticket ended: ${reason}`);
    });
  }

  /** Follows the match to its end; a line that breaks is taken up where it broke. */
  follow(): Promise<true> {
    return keepTrying("the end of a match", async () => {
      const { lastId: lastEventId } = this.sight;
      const { reply, stream } = await this.client
        .events(this.at("/events"), { lastEventId, onFrame: (frame) => this.#take(frame) })
        .catch(() => lost);
      await stream?.ended;
      if (this.sight.over) return true;
      if (reply && !stream && !isPassing(reply))
        throw new Error(`no stream: ${reply.status} ${reply.text}`);
      return null;
    });
  }

  /** Waits for the next frame. @throws when none comes in time. */
  news(withinMs = PATIENCE_MS): Promise<void> {
    return new Promise((resolve, reject) => {
      const hear = () => {
        this.#waiting.delete(hear);
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(() => {
        this.#waiting.delete(hear);
        reject(new Error(`nothing new in ${withinMs} ms: ${JSON.stringify(this.sight.view)}`));
      }, withinMs);
      this.#waiting.add(hear);
    });
  }

  /** Waits until the match looks as wanted. @throws when it does not in time. */
  async until(test: (view: MatchView) => boolean, withinMs = PATIENCE_MS): Promise<MatchView> {
    const end = Date.now() + withinMs;
    while (!this.sight.view || !test(this.sight.view)) await this.news(end - Date.now());
    return this.sight.view;
  }

  async say(body: string, conversationId = this.#conversationId()): Promise<TriedMessage> {
    const { matchId } = this;
    const clientId = `${this.id.slice(-6)}-${this.messages.length}`;
    const tried: TriedMessage = { ...untold(), matchId, conversationId, clientId, body, id: null };
    this.messages.push(tried);
    const reply = await persist(() =>
      this.client.post(this.at("/messages"), { conversationId, body, clientId }),
    );
    settle(tried, reply, [200, 201]);
    if (tried.outcome === "confirmed") tried.id = messageReply.parse(reply.json).message.id;
    return tried;
  }

  /**
   * Asks until somebody answers: people, and who plays them, let a question pass now and then.
   * @returns what is seen once an answer came, or the chat was over without one
   */
  async ask(body: string): Promise<MatchView> {
    for (let asked = 1; ; asked++) {
      await this.say(body + " please".repeat(asked - 1));
      const inTurns = this.view.ruleset.turnTaking !== "free";
      const mayAskAgain = (now: MatchView) =>
        isAnswered(now) ||
        now.phase !== "chatting" ||
        (inTurns && now.conversations.some(({ yourTurn }) => yourTurn));
      const heard = this.until(mayAskAgain, inTurns ? PATIENCE_MS : ASKED_AGAIN_MS);
      const view = await (inTurns ? heard : heard.catch(() => this.view));
      if (isAnswered(view) || view.phase !== "chatting") return view;
    }
  }

  async guess(
    pAi: number,
    more: { seat?: string; confidence?: number; reason?: string; tells?: string[] } = {},
  ): Promise<TriedGuess> {
    const { matchId } = this;
    const seat = more.seat ?? this.suspects()[0] ?? "";
    const tried: TriedGuess = { ...untold(), matchId, seat, pAi };
    this.guesses.push(tried);
    let sent = 0;
    const reply = await persist(() => {
      sent += 1;
      return this.client.post(this.at("/guesses"), { seat, pAi, ...more });
    });
    settle(tried, reply, [201]);
    // The first try got through, and only its reply was lost.
    if (sent > 1 && tried.code === "guess/already-made") tried.outcome = "confirmed";
    if (reply.status === 201) guessReply.parse(reply.json);
    return tried;
  }

  /** The seats that this one may guess about. */
  suspects(): string[] {
    const { you, seats } = this.view;
    if (you.role === "witness") return [];
    return seats
      .filter(({ seat, role }) => seat !== you.seat && role !== "interrogator")
      .map(({ seat }) => seat);
  }

  leave = (): Promise<WireReply> => persist(() => this.client.post(this.at("/leave")));
  survey = (answers: object): Promise<WireReply> =>
    persist(() => this.client.post(this.at("/survey"), answers));

  close(): void {
    this.client.close();
  }

  /** The conversation of this round that may be spoken in and has heard least from this player. */
  #conversationId(): string {
    const { conversations, round, you } = this.view;
    const current = conversations
      .filter((one) => one.round === round)
      .map((one) => ({ ...one, mine: one.messages.filter(({ seat }) => seat === you.seat).length }))
      .toSorted((a, b) => a.mine - b.mine);
    const turn = current.find(({ yourTurn }) => yourTurn) ?? current[0];
    if (!turn) throw new Error("no conversation");
    return turn.id;
  }

  #take(frame: StreamFrame): void {
    this.sight.take(frame);
    for (const hear of [...this.#waiting]) hear();
  }
}

const lost = { reply: null, stream: null };

const untold = (): Tried => ({ outcome: "unknown", code: null });

function settle(tried: Tried, reply: WireReply, confirming: number[]): void {
  tried.outcome = confirming.includes(reply.status) ? "confirmed" : "refused";
  tried.code = codeOf(reply);
}

/** Away for the moment: too busy, too many requests, or no store behind it. */
const isPassing = ({ status }: WireReply) => status === 503 || status === 429;

/** Does the same again until there is an answer that is meant. */
export function persist(work: () => Promise<WireReply>): Promise<WireReply> {
  return keepTrying("an answer", async () => {
    const reply = await work().catch(() => null);
    return reply && !isPassing(reply) ? reply : null;
  });
}

async function keepTrying<T>(what: string, work: () => Promise<T | null>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const done = await work();
    if (done !== null) return done;
    await delay(PAUSE_MS);
  }
  throw new Error(`${what} did not come within ${PATIENCE_MS} ms`);
}
