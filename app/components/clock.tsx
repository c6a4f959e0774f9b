interface ClockProps {
  /** Seconds left; below zero counts as none. */
  seconds: number;
  label?: string;
  className?: string;
}

export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Silent to screen readers as it ticks; its label says what it counts. */
export function Clock({ seconds, label = "Time left", className = "" }: ClockProps) {
  return (
    <span role="timer" aria-live="off" aria-label={label} className={`figure ${className}`}>
      {clockText(seconds)}
    </span>
  );
}
