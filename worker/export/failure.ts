import { IntegrityProblem } from "../../db/export/integrity.ts";

/** The disk, a quota, or the largest size that a file may have. */
const NO_SPACE: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** Why another attempt would fail as well, as a code; null where it may succeed. */
export function failureOf(error: unknown): "export/no-space" | "export/integrity" | null {
  if (error instanceof IntegrityProblem) return "export/integrity";
  const code = error instanceof Error && "code" in error ? error.code : null;
  return NO_SPACE.has(code) ? "export/no-space" : null;
}
