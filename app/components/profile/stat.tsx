import type { ReactNode } from "react";

interface StatProps {
  term: string;
  /** The figure; null where there is too little to say. */
  children: ReactNode | null;
  /** What the figure means, in a line. */
  note: string;
  /** The figure that the others explain: larger, with its interval drawn. */
  chief?: ReactNode;
}

/** One line of a profile: what was measured, the figure, and what it means. */
export function Stat({ term, children, note, chief }: StatProps) {
  return (
    <div className="rule grid grid-cols-[1fr_auto] items-baseline gap-x-6 py-4">
      <dt>{term}</dt>
      <dd className={chief ? "col-span-2 mt-1 text-heading" : "text-right"}>
        {children ?? <span className="text-muted">not yet</span>}
      </dd>
      {chief ? <dd className="col-span-2 my-2">{chief}</dd> : null}
      <dd className="col-span-2 mt-1 max-w-[30rem] text-small text-muted">{note}</dd>
    </div>
  );
}
