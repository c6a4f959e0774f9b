import type { ReactNode } from "react";

/** Numbered lines with a hairline above each. */
export function Steps({ children }: { children: readonly ReactNode[] }) {
  return (
    <ol>
      {children.map((step, index) => (
        <li
          key={index}
          className="rule grid grid-cols-[2.5rem_1fr] items-baseline py-4 md:grid-cols-[4rem_1fr] md:py-5"
        >
          <span className="figure text-muted" aria-hidden>
            {index + 1}
          </span>
          <p className="measure text-lead">{step}</p>
        </li>
      ))}
    </ol>
  );
}
