interface CounterProps {
  length: number;
  limit: number;
}

/** Appears when the end comes near; above the limit it says by how much. */
export function Counter({ length, limit }: CounterProps) {
  const left = limit - length;
  if (left > Math.max(20, limit * 0.2)) return null;
  return (
    <span className="counter figure" data-over={left < 0}>
      <span aria-hidden>{left < 0 ? `${-left} over` : left}</span>
      <span className="sr-only">
        {left < 0 ? `${-left} characters too many` : `${left} characters left`}
      </span>
    </span>
  );
}
