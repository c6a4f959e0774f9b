import type { CSSProperties } from "react";

type ShapeState = "unknown" | "human" | "ai" | "breathing" | "settling";

interface ShapeProps {
  /** Probability of AI: 0 is a circle, 1 a square. States `human`, `ai` and `unknown` know theirs. */
  pAi?: number;
  /** Pixels, or any CSS length; the size of the surrounding text without it. */
  size?: number | string;
  state?: ShapeState;
  /** What the shape says to those who do not see it; without it the shape is decoration. */
  label?: string;
  className?: string;
}

const KNOWN: Record<ShapeState, number> = {
  unknown: 0.5,
  human: 0,
  ai: 1,
  breathing: 0.5,
  settling: 0.5,
};

export function Shape({ pAi, size, state = "unknown", label, className = "" }: ShapeProps) {
  const p = Math.min(1, Math.max(0, pAi ?? KNOWN[state]));
  const style: Record<`--${string}`, string | number> = { "--p-ai": p };
  if (size !== undefined) style["--shape-size"] = typeof size === "number" ? `${size}px` : size;
  if (state === "settling") style["--p-against"] = 0.5 + (0.5 - p) * 0.7;
  return (
    <span
      className={`shape ${className}`}
      data-state={state}
      style={style satisfies CSSProperties}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    />
  );
}
