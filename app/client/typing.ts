/** How often "on" is repeated while keys go down, and how long a silence ends it; in ms. */
const REPEAT = 3000;
const IDLE = 4000;

export interface TypingSignal {
  keystroke: () => void;
  /** The draft was cleared, or waits for its slot. */
  stop: () => void;
  /** The draft was sent: the message itself takes the dots back, as an AI's does. */
  sent: () => void;
}

/** Tells the server that this player is typing, as seldom as will do. */
export function typingSignal(
  tell: (on: boolean) => void,
  now: () => number = Date.now,
): TypingSignal {
  let toldAt: number | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    clearTimeout(idle);
    if (toldAt === null) return;
    toldAt = null;
    tell(false);
  }

  function sent(): void {
    clearTimeout(idle);
    toldAt = null;
  }

  function keystroke(): void {
    clearTimeout(idle);
    idle = setTimeout(stop, IDLE);
    if (toldAt !== null && now() - toldAt < REPEAT) return;
    toldAt = now();
    tell(true);
  }

  return { keystroke, stop, sent };
}
