/** How often "on" is repeated while keys go down, and how long a silence ends it; in ms. */
const REPEAT = 3000;
const IDLE = 4000;

export interface TypingSignal {
  keystroke: () => void;
  /** The draft was sent or cleared. */
  stop: () => void;
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

  function keystroke(): void {
    clearTimeout(idle);
    idle = setTimeout(stop, IDLE);
    if (toldAt !== null && now() - toldAt < REPEAT) return;
    toldAt = now();
    tell(true);
  }

  return { keystroke, stop };
}
