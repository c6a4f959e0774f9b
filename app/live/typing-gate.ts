/** Dots of one seat in one conversation. */
export interface Dots {
  conversationId: string;
  seat: string;
  on: boolean;
}

interface State extends Omit<Dots, "on"> {
  /** What the others see. */
  shown: boolean;
  /** What was signalled last. */
  wanted: boolean;
  /** When dots that nobody renews go off. */
  expiresAt: number;
}

/** Signals without renewal hold this many grid steps: whoever vanished is not typing any more. */
const STEPS_UNTIL_EXPIRY = 60;

/**
 * Lets the dots of a match through on a grid of instants, alike for every seat: the finer timing
 * of a signal says who made it. A message implies that its seat's dots are off.
 */
export class TypingGate {
  readonly #stepMs: number;
  readonly #states = new Map<string, State>();

  constructor(stepMs: number) {
    this.#stepMs = stepMs;
  }

  /** A seat signals that it began or stopped to write. */
  signal({ conversationId, seat, on }: Dots, now: number): void {
    const key = `${conversationId} ${seat}`;
    const known = this.#states.get(key);
    if (!known && !on) return;
    const state = known ?? { conversationId, seat, shown: false, wanted: false, expiresAt: 0 };
    state.wanted = on;
    state.expiresAt = now + STEPS_UNTIL_EXPIRY * this.#stepMs;
    this.#states.set(key, state);
  }

  /** A seat's message is out: its dots are off without a frame, and what was pending is void. */
  spoke(conversationId: string, seat: string): void {
    this.#states.delete(`${conversationId} ${seat}`);
  }

  /** Whether a later `due` may have something to tell. */
  get pending(): boolean {
    return this.#states.size > 0;
  }

  /** What changed since the last step of the grid, once for each seat. */
  due(now: number): Dots[] {
    const changed: Dots[] = [];
    for (const [key, state] of this.#states) {
      if (now >= state.expiresAt) state.wanted = false;
      if (state.wanted !== state.shown) {
        state.shown = state.wanted;
        changed.push({ conversationId: state.conversationId, seat: state.seat, on: state.shown });
      }
      if (!state.shown) this.#states.delete(key);
    }
    return changed;
  }

  /** The next instant of the grid after `now`, the same for all matches and processes. */
  static nextStep(now: number, stepMs: number): number {
    return (Math.floor(now / stepMs) + 1) * stepMs;
  }
}
