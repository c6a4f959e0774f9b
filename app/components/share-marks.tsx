import { Shape } from "./shape.tsx";

interface ShareMarksProps {
  /** The share of AI, 0 to 1. */
  aiShare: number;
}

const MOST = 10;

/** The smallest row of circles and squares that holds the share, of at most ten. */
export function marksOf(aiShare: number): { people: number; machines: number } {
  for (let size = 1; size < MOST; size += 1) {
    const machines = aiShare * size;
    if (Math.abs(machines - Math.round(machines)) < 1e-6)
      return { people: size - Math.round(machines), machines: Math.round(machines) };
  }
  const machines = Math.round(aiShare * MOST);
  return { people: MOST - machines, machines };
}

export function ShareMarks({ aiShare }: ShareMarksProps) {
  const { people, machines } = marksOf(aiShare);
  return (
    <span className="inline-flex gap-1" aria-hidden>
      {Array.from({ length: people + machines }, (_, index) => (
        <Shape key={index} state={index < people ? "human" : "ai"} size={12} />
      ))}
    </span>
  );
}
