import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "../../../game/random.ts";
import { SeatBook } from "../books/seat-book.ts";
import { clock } from "../clock.ts";
import {
  drawAway,
  drawDeciding,
  drawGuess,
  drawLine,
  drawPause,
  drawTyping,
  type Habits,
} from "./habits.ts";
import { openStream, type OpenStream } from "./open-stream.ts";
import type { Person } from "./person.ts";
import type { Tally } from "./tally.ts";

/** A match that has not ended so long after its time never will, in ms. */
const GIVEN_UP_MS = 15_000;
const RETRY_MS = 1000;

interface Playing {
  person: Person;
  matchId: string;
  random: Random;
  habits: Habits;
  timeScale: number;
  tally: Tally;
}

/** One person in one match, from its first view to the reveal, or until they leave. */
export class Play {
  readonly book: SeatBook;
  readonly #playing: Playing;
  readonly #gone = new AbortController();
  #stream: OpenStream | null = null;
  #deciding = false;

  constructor(playing: Playing) {
    this.#playing = playing;
    this.book = new SeatBook(playing.matchId);
  }

  /** Plays to the end; the book tells what has happened. */
  async play(): Promise<SeatBook> {
    const { habits, random } = this.#playing;
    const acts = [this.#talk()];
    if (random.chance(habits.drop)) acts.push(this.#loseLine());
    if (random.chance(habits.leave)) acts.push(this.#leave());
    await this.#follow();
    this.#gone.abort();
    await Promise.all(acts);
    return this.book;
  }

  /** Follows the match; a line that breaks is taken up where it broke. */
  async #follow(): Promise<void> {
    const { person, matchId, tally } = this.#playing;
    let lastEventId: number | null = null;
    while (this.#goesOn()) {
      this.#stream = openStream({
        url: person.urlOf(`/matches/${matchId}/events`),
        cookie: person.cookie,
        lastEventId,
        onOpen: () => this.book.opened(clock()),
        onFrame: (frame, at) => {
          this.book.take(frame, at);
          this.#decideWhenAsked();
        },
      });
      const over = await this.#unlessLate(this.#stream);
      if (over === "late" || over === 204) return;
      if (over === "closed") await this.#pause(drawAway(this.#playing.random));
      else if (this.#goesOn()) tally.add(`match stream ${over}`);
      if (typeof over === "number" || over === "broken") await delay(RETRY_MS);
      const { random, habits } = this.#playing;
      lastEventId = random.chance(habits.reload) ? null : this.book.lastId;
    }
  }

  #goesOn(): boolean {
    return !this.book.over && !this.#gone.signal.aborted;
  }

  async #unlessLate(stream: OpenStream): Promise<Awaited<OpenStream["over"]> | "late"> {
    for (;;) {
      const wait = new AbortController();
      const end = this.book.deadlineAt ?? clock();
      const ms = Math.max(0, end - clock()) + GIVEN_UP_MS;
      const late = delay(ms, "late" as const, wait).catch(() => "late" as const);
      const over = await Promise.race([stream.over, late]);
      wait.abort();
      const moved = this.book.deadlineAt !== null && this.book.deadlineAt > end;
      if (over !== "late") return over;
      if (moved) continue;
      stream.close();
      return "late";
    }
  }

  async #talk(): Promise<void> {
    const { random, habits } = this.#playing;
    while (this.book.phase === "chatting" || this.book.phase === "") {
      const pause = drawPause(random, habits);
      const typing = drawTyping(random, pause);
      if (!(await this.#pause(pause - typing))) return;
      if (this.book.phase === "chatting") await this.#type();
      if (!(await this.#pause(typing))) return;
      if (this.book.phase === "chatting") await this.#say();
    }
  }

  async #type(): Promise<void> {
    const { conversationId, matchId } = this.book;
    const { person, tally } = this.#playing;
    const reply = await person.post(`/matches/${matchId}/typing`, { conversationId, on: true });
    tally.check("typing", reply, [204]);
  }

  async #say(): Promise<void> {
    const { conversationId, matchId } = this.book;
    const { person, tally, random } = this.#playing;
    const clientId = randomUUID();
    const body = drawLine(random, clientId.slice(0, 13));
    const sent: SeatBook["sent"][number] = { body, sentAt: clock(), outcome: "unknown", id: null };
    this.book.sent.push(sent);
    const reply = await person.post(`/matches/${matchId}/messages`, {
      conversationId,
      body,
      clientId,
    });
    const said = tally.check("message", reply, [201, 200]);
    if (said) sent.id = /"id":"([^"]+)"/.exec(reply.text)?.[1] ?? null;
    if (reply.status > 0 && reply.status < 500) sent.outcome = said ? "confirmed" : "refused";
  }

  #decideWhenAsked(): void {
    if (this.#deciding || this.book.phase !== "guessing") return;
    this.#deciding = true;
    void this.#decide();
  }

  async #decide(): Promise<void> {
    const { random, habits, person, tally } = this.#playing;
    if (random.chance(habits.silent) || !(await this.#pause(drawDeciding(random)))) return;
    const guess = { pAi: drawGuess(random), at: clock(), confirmed: false };
    this.book.guess = guess;
    const reply = await person.post(`/matches/${this.book.matchId}/guesses`, {
      seat: this.book.partner,
      pAi: guess.pAi,
    });
    guess.confirmed = tally.check("guess", reply, [201]);
    const refused = reply.status >= 400 && reply.status < 500;
    if (refused) this.book.guess = null;
  }

  async #loseLine(): Promise<void> {
    const { random } = this.#playing;
    if (await this.#pause(random.next() * this.#chatMs)) this.#stream?.close();
  }

  async #leave(): Promise<void> {
    const { random, person, tally } = this.#playing;
    if (!(await this.#pause(random.next() * this.#chatMs))) return;
    if (this.book.phase !== "chatting") return;
    this.book.leftAt = clock();
    tally.check("leave", await person.post(`/matches/${this.book.matchId}/leave`, {}), [204]);
    this.#gone.abort();
    this.#stream?.close();
  }

  /** As long as a chat of two minutes. */
  readonly #chatMs = 120_000;

  /** @returns whether the match goes on. */
  async #pause(unscaledMs: number): Promise<boolean> {
    const { signal } = this.#gone;
    await delay(unscaledMs / this.#playing.timeScale, null, { signal }).catch(() => null);
    return !signal.aborted;
  }
}
