import type { ReactNode } from "react";

/** Terms and what they are, a line each. */
export function Facts({ children }: { children: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl>
      {children.map(([term, value]) => (
        <div key={term} className="rule grid gap-x-8 gap-y-1 py-3 md:grid-cols-[12rem_1fr]">
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
