import { Shape } from "../shape.tsx";

export function TypingDots({ from }: { from: string }) {
  return (
    <p className="dots">
      <span className="sr-only">{from} is writing</span>
      {[0, 1, 2].map((place) => (
        <Shape key={place} size={8} className="dot" />
      ))}
    </p>
  );
}
