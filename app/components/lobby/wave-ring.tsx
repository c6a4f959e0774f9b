interface WaveRingProps {
  seconds: number | null;
  /** How much of the ring is drawn, 0 to 1. */
  closed: number;
}

/** From the top, clockwise, with the corners of a shape that is not known yet. */
const PATH =
  "M50 2H69.2A28.8 28.8 0 0 1 98 30.8V69.2A28.8 28.8 0 0 1 69.2 98H30.8A28.8 28.8 0 0 1 2 69.2V30.8A28.8 28.8 0 0 1 30.8 2Z";

export function WaveRing({ seconds, closed }: WaveRingProps) {
  const words = seconds === null ? "" : String(Math.ceil(seconds));
  return (
    <div className="wave-ring">
      <svg viewBox="0 0 100 100" aria-hidden>
        <path d={PATH} className="wave-ring-track" />
        <path d={PATH} className="wave-ring-line" pathLength={1} strokeDashoffset={1 - closed} />
      </svg>
      <p
        role="timer"
        aria-live="off"
        aria-label="Seconds to the next wave"
        className="wave-ring-count"
      >
        {words}
      </p>
    </div>
  );
}
