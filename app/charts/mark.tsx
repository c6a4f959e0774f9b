interface MarkProps {
  x: number;
  y: number;
  size: number;
  /** 0 a circle (human), 1 a square (AI), between them what is both or neither. */
  shape: 0 | 0.5 | 1;
}

const CLASSES = { 0: "mark-human", 0.5: "mark-both", 1: "mark-ai" } as const;

export function Mark({ x, y, size, shape }: MarkProps) {
  return (
    <rect
      x={x - size / 2}
      y={y - size / 2}
      width={size}
      height={size}
      rx={size * (0.5 - 0.4 * shape)}
      className={`chart-mark ${CLASSES[shape]}`}
    />
  );
}
