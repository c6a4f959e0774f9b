import type { ReactNode } from "react";

interface StatProps {
  term: string;
  /** The figure; null where there is too little to say. */
  children: ReactNode | null;
  /** What the figure means, in a line. */
  note: string;
}

/** One line of a profile: what was measured, the figure, and what it means. */
export function Stat({ term, children, note }: StatProps) {
  return (
    <div className="rule grid grid-cols-[1fr_auto] items-baseline gap-x-6 py-4">
      <dt>{term}</dt>
      <dd className="text-right">{children ?? <span className="text-muted">not yet</span>}</dd>
      <dd className="col-span-2 mt-1 max-w-[30rem] text-small text-muted">{note}</dd>
    </div>
  );
}
