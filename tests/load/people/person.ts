import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ask, type Reply } from "../../bench/http.ts";
import { clock } from "../clock.ts";
import { openStream } from "./open-stream.ts";
import type { Tally } from "./tally.ts";

const NO_ANSWER: Reply = { status: 0, text: "", cookies: [] };
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1000;

const joinedSchema = z.object({ nextWaveAt: z.string() });
const inMatchSchema = z.object({ error: z.object({ matchId: z.string() }) });
const seatedSchema = z.object({ matchId: z.string() });

/** How somebody was seated, instants in epoch milliseconds. */
export interface Seating {
  matchId: string;
  joinedAt: number;
  /** The wave that seated, as it was announced. */
  waveAt: number;
  seatedAt: number;
}

type Joined = { waveAt: number } | { matchId: string; seatedAt: number };

/** Somebody with a session, before and between matches. */
export class Person {
  readonly #web: string;
  readonly #tally: Tally;
  readonly cookie: string;

  private constructor(web: string, cookie: string, tally: Tally) {
    this.#web = web;
    this.cookie = cookie;
    this.#tally = tally;
  }

  static async arrive(web: string, tally: Tally): Promise<Person | null> {
    const reply = await ask(`${web}/api/v1/session`, { method: "POST", body: {} }).catch(
      () => NO_ANSWER,
    );
    if (!tally.check("session", reply, [201])) return null;
    const cookie = reply.cookies.map((one) => one.split(";")[0]).join("; ");
    return new Person(web, cookie, tally);
  }

  post(path: string, body: unknown): Promise<Reply> {
    return ask(`${this.#web}/api/v1${path}`, { method: "POST", cookie: this.cookie, body }).catch(
      () => NO_ANSWER,
    );
  }

  urlOf(path: string): string {
    return `${this.#web}/api/v1${path}`;
  }

  /** Waits in the lobby; null where nobody was seated, with the reason in the tally. */
  async sit(ruleset: string): Promise<Seating | null> {
    const joinedAt = clock();
    const until = joinedAt + PATIENCE_MS;
    const joined = await this.#join(ruleset, until);
    if (!joined) return null;
    // Who was told to come again may have had a ticket all the same, and a seat by now.
    if ("matchId" in joined) return { ...joined, joinedAt, waveAt: joined.seatedAt };
    const waves = [joined.waveAt];
    while (clock() < until) {
      const seated = await this.#hear((at) => waves.push(at));
      if (seated) {
        // Where a wave takes long, the next one is announced before it has seated.
        const waveAt = waves.findLast((at) => at <= seated.seatedAt) ?? joined.waveAt;
        return { ...seated, joinedAt, waveAt };
      }
      this.#tally.add("lobby stream broke");
      await delay(PAUSE_MS);
    }
    return null;
  }

  async #join(ruleset: string, until: number): Promise<Joined | null> {
    while (clock() < until) {
      const reply = await this.post("/lobby", { ruleset });
      const told: unknown = reply.text.startsWith("{") ? JSON.parse(reply.text) : null;
      const inMatch = inMatchSchema.safeParse(told);
      if (inMatch.success) return { matchId: inMatch.data.error.matchId, seatedAt: clock() };
      if (this.#tally.check("lobby", reply, [202]))
        return { waveAt: Date.parse(joinedSchema.parse(told).nextWaveAt) };
      if (reply.status !== 503) return null;
      await delay(PAUSE_MS);
    }
    return null;
  }

  async #hear(onWave: (at: number) => void) {
    let seated: { matchId: string; seatedAt: number } | null = null;
    const stream = openStream({
      url: this.urlOf("/lobby/events"),
      cookie: this.cookie,
      onFrame: ({ event, data }, seatedAt) => {
        const told: unknown = JSON.parse(data);
        if (event === "waiting") onWave(Date.parse(joinedSchema.parse(told).nextWaveAt));
        if (event === "ended") this.#tally.add(`lobby ended ${data}`);
        if (event !== "seated") return;
        seated = { ...seatedSchema.parse(told), seatedAt };
        stream.close();
      },
    });
    const late = new AbortController();
    await Promise.race([stream.over, delay(PATIENCE_MS, null, late).catch(() => null)]);
    late.abort();
    stream.close();
    // Assigned in a callback, of which the compiler knows nothing.
    return seated as { matchId: string; seatedAt: number } | null;
  }
}
