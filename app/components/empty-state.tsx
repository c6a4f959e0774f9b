import type { ReactNode } from "react";
import { Shape } from "./shape.tsx";

interface EmptyStateProps {
  title: string;
  /** What has to happen for something to stand here. */
  children: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="rule flex gap-5 py-10 md:gap-8 md:py-14">
      <Shape size={40} className="mt-1 self-start" />
      <div className="measure">
        <h2 className="text-heading">{title}</h2>
        <div className="mt-3 text-muted">{children}</div>
        {action ? <div className="mt-6">{action}</div> : null}
      </div>
    </div>
  );
}
