import { useSearchParams } from "@remix-run/react";
import { Notice } from "./notice.tsx";
import { problemSentence } from "./problems.ts";

interface ProblemNoticeProps {
  className?: string;
  /** The words for it, where the common ones do not do. */
  say?: (code: string) => string;
}

/** The problem that a plain form came back with: `?error=<code>`. */
export function ProblemNotice({ className = "", say = problemSentence }: ProblemNoticeProps) {
  const [search] = useSearchParams();
  const code = search.get("error");
  if (!code) return null;
  return (
    <Notice tone="problem" className={className}>
      {say(code)}
    </Notice>
  );
}
