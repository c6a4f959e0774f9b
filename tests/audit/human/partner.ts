import type { Random } from "../../../game/random.ts";
import type { Message } from "../record.ts";
import { clock } from "../play/line.ts";
import type { Seat } from "../play/seat.ts";
import { Timers } from "../play/timers.ts";
import { signalsOf } from "./dots.ts";
import { keysOf } from "./keystrokes.ts";
import type { LengthsOfOne } from "./lengths.ts";
import { Lines } from "./lines.ts";
import { answeringMs, glanceMs, drawPerson, HABITS, type Person } from "./person.ts";

const around = ({ medianMs, sigma }: { medianMs: number; sigma: number }, random: Random) =>
  random.logNormal(Math.log(medianMs), sigma);

/** A person who answers over the API, key by key. */
export class Partner {
  readonly #seat: Seat;
  readonly #random: Random;
  readonly #timers: Timers;
  readonly #person: Person;
  readonly #lines: Lines;
  /** Thinking or typing. */
  #busy = false;
  #thought: { until: number; forget: () => void } | null = null;
  #unheard: Message | null = null;
  #forgetNudge = () => undefined as unknown;

  constructor(seat: Seat, random: Random, scale: number, lengths: () => LengthsOfOne) {
    this.#seat = seat;
    this.#random = random;
    this.#timers = new Timers(scale);
    this.#person = drawPerson(random);
    this.#lines = new Lines(lengths, random);
  }

  begin(chatMs: number): void {
    const { leaving, opening, guessing } = HABITS;
    this.#seat.heard = {
      onMessage: (message) => this.#hear(message),
      onTurn: () => this.#answer(),
      onChatEnd: () => {
        this.#timers.end();
        this.#guessLater(around(guessing, this.#random));
      },
    };
    if (this.#random.chance(leaving.probability)) {
      const at = leaving.from + (leaving.to - leaving.from) * this.#random.next();
      this.#timers.after(chatMs * at, () => this.#leave());
    }
    const opens = this.#seat.turns.length > 0 || this.#random.chance(opening.probability);
    // Counted from the opening of the match: a scaled machine makes much of its own delays.
    const left = (this.#seat.place?.deadlineAt ?? clock()) - clock();
    const since = chatMs - left * this.#timers.scale;
    if (opens) this.#timers.after(around(opening, this.#random) - since, () => this.#open());
  }

  #guessLater(ms: number): void {
    const timers = new Timers(this.#timers.scale);
    timers.after(ms, () => this.#seat.guess(0.05 + 0.9 * this.#random.next()).catch(ignore));
    void this.#seat.over.then(() => timers.end());
  }

  #hear(message: Message): void {
    this.#forgetNudge();
    this.#unheard = message;
    if (this.#thought) this.#readOn(message, this.#thought);
    else this.#answer();
  }

  /** What comes in before the first key is read, and answered with what it follows. */
  #readOn(message: Message, { until, forget }: { until: number; forget: () => void }): void {
    forget();
    this.#unheard = null;
    const left = Math.max(0, until - clock()) * this.#timers.scale;
    this.#think(message, left + glanceMs(this.#person, message.body, this.#random));
  }

  #open(): void {
    if (this.#busy || this.#seat.messages.length > 0 || !this.#seat.mayWrite) return;
    this.#write(this.#lines.greeting());
  }

  /** @param sinceMs how long ago there was time for it. */
  #answer(sinceMs = 0): void {
    const heard = this.#unheard;
    if (this.#busy || !heard || !this.#seat.mayWrite) return;
    this.#unheard = null;
    const inTurns = this.#seat.turns.length > 0;
    if (!inTurns && this.#random.chance(HABITS.quiet.probability)) return;
    this.#think(heard, answeringMs(this.#person, heard.body, this.#random) - sinceMs);
  }

  #think(heard: Message, ms: number): void {
    this.#busy = true;
    const inTurns = this.#seat.turns.length > 0;
    const forget = this.#timers.after(ms, () => {
      this.#thought = null;
      this.#busy = false;
      if (!inTurns && this.#random.chance(HABITS.falseStart.probability)) this.#startInVain();
      else this.#write(this.#lines.answer(heard.body));
    });
    this.#thought = { until: clock() + ms / this.#timers.scale, forget };
  }

  /** Begins a line and deletes it again, then writes another. */
  #startInVain(): void {
    const line = this.#lines.statement();
    const keys = keysOf(line.slice(0, 4 + this.#random.int(10)), this.#person.typist, this.#random);
    const endMs = (keys.at(-1) ?? 0) * 1.5 + 800;
    this.#busy = true;
    this.#signal(keys, endMs, "cleared");
    this.#timers.after(endMs + 1000 + this.#random.exponential(1500), () =>
      this.#write(this.#lines.statement()),
    );
  }

  #signal(keys: readonly number[], endMs: number, end: "sent" | "cleared"): void {
    for (const { on, atMs } of signalsOf(keys, endMs, end))
      this.#timers.after(atMs, () => this.#seat.type(on).catch(ignore));
  }

  #write(line: string): void {
    this.#busy = true;
    const keys = keysOf(line, this.#person.typist, this.#random);
    const last = keys.at(-1) ?? 0;
    // A look at it before Enter (assumption: up to half a second).
    const sentMs = last + 100 + 400 * this.#random.next();
    this.#signal(keys, sentMs, "sent");
    this.#timers.after(sentMs, () => void this.#send(line));
  }

  async #send(line: string): Promise<void> {
    const enteredAt = clock();
    const sent = await this.#seat.say(line).catch(() => false);
    // People do not wait for the machine's answer, of which a scaled one makes much.
    const sinceMs = (clock() - enteredAt) * this.#timers.scale;
    this.#busy = false;
    if (!sent || this.#seat.phase !== "chatting") return;
    if (this.#unheard) {
      this.#answer(sinceMs);
      return;
    }
    const { second, nudge } = HABITS;
    const free = this.#seat.turns.length === 0;
    if (free && this.#random.chance(second.probability))
      this.#later(around(second, this.#random) - sinceMs, this.#lines.second);
    else if (free && this.#random.chance(nudge.probability))
      this.#later(around(nudge, this.#random) - sinceMs, this.#lines.question);
  }

  /** Writes again unless the other side answers first. */
  #later(ms: number, line: () => string): void {
    this.#forgetNudge = this.#timers.after(ms, () => {
      if (!this.#busy && !this.#unheard) this.#write(line());
    });
  }

  #leave(): void {
    this.#timers.end();
    this.#seat.post("/leave", {}).catch(ignore);
  }
}

const ignore = () => undefined;
