import { useSearchParams } from "@remix-run/react";
import { Notice } from "./notice.tsx";
import { problemSentence } from "./problems.ts";

/** The problem that a plain form came back with: `?error=<code>`. */
export function ProblemNotice({ className = "" }: { className?: string }) {
  const [search] = useSearchParams();
  const code = search.get("error");
  if (!code) return null;
  return (
    <Notice tone="problem" className={className}>
      {problemSentence(code)}
    </Notice>
  );
}
