import type { Random } from "../../../game/random.ts";
import { GREETINGS, QUESTIONS, STATEMENTS } from "../human/corpus.ts";
import type { Message } from "../record.ts";
import type { Seat } from "./seat.ts";
import { Timers } from "./timers.ts";

/** Texts that every match refuses, by whose refusals nothing may be learnt. */
const REFUSED = ["", "x".repeat(1000), "see www.example.org"];

/** The same script in every match: greets, asks, comments, at drawn times, and guesses. */
export class Auditor {
  readonly #seat: Seat;
  readonly #random: Random;
  readonly #timers: Timers;
  readonly #questions: string[];
  #pending = false;
  #alone = 0;
  #forgetSilence = () => undefined as unknown;

  constructor(seat: Seat, random: Random, scale: number) {
    this.#seat = seat;
    this.#random = random;
    this.#timers = new Timers(scale);
    this.#questions = random.shuffle(QUESTIONS);
  }

  begin(chatMs: number): void {
    this.#seat.heard = {
      onMessage: (message) => this.#hear(message),
      onTurn: () => this.#plan(2000 + 4000 * this.#random.next()),
      onChatEnd: () => this.#guess(),
    };
    this.#plan(1500 + 5500 * this.#random.next());
    this.#timers.after(chatMs * (0.2 + 0.6 * this.#random.next()), () => this.#probe());
  }

  #hear({ characters }: Message): void {
    this.#forgetSilence();
    this.#alone = 0;
    this.#plan(1200 + 60 * characters + 3000 * this.#random.next());
  }

  #plan(ms: number): void {
    if (this.#pending) return;
    this.#pending = true;
    this.#timers.after(ms, () => void this.#speak());
  }

  async #speak(): Promise<void> {
    this.#pending = false;
    const said = await this.#seat.say(this.#line()).catch(() => false);
    if (!said || this.#seat.turns.length > 0) return;
    this.#alone += 1;
    const patience = (this.#alone > 1 ? 18_000 : 10_000) + 8000 * this.#random.next();
    this.#forgetSilence = this.#timers.after(patience, () => this.#plan(500));
  }

  #line(): string {
    const first = !this.#seat.messages.some(({ theirs }) => !theirs);
    if (first && this.#random.chance(0.7)) return this.#random.pick(GREETINGS);
    return this.#random.chance(0.3)
      ? this.#random.pick(STATEMENTS)
      : (this.#questions.pop() ?? this.#random.pick(STATEMENTS));
  }

  /** A message that is refused, and a look at the match. */
  #probe(): void {
    const { conversationId } = this.#seat;
    const body = this.#random.pick(REFUSED);
    this.#seat.post("/messages", { conversationId, body, clientId: "p" }).catch(ignore);
    this.#seat.line.ask("GET", `/api/v1/matches/${this.#seat.matchId}`).catch(ignore);
  }

  #guess(): void {
    this.#timers.end();
    const guessing = new Timers(this.#timers.scale);
    guessing.after(1000 + 2000 * this.#random.next(), () => this.#seat.guess(0.5).catch(ignore));
  }
}

const ignore = () => undefined;
