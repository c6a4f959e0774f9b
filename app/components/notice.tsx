import type { ReactNode } from "react";

interface NoticeProps {
  /** `problem` is read out at once. */
  tone?: "problem" | "plain";
  children: ReactNode;
  className?: string;
}

/** A thick rule at the side: the problem is in the words, not in a colour. */
export function Notice({ tone = "plain", children, className = "" }: NoticeProps) {
  return (
    <div
      role={tone === "problem" ? "alert" : "note"}
      className={`measure border-l-4 py-1 pl-4 ${tone === "problem" ? "border-ink" : "border-hairline"} ${className}`}
    >
      {children}
    </div>
  );
}
