import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The commit that runs: as the installation says (`APP_COMMIT`), or by its checkout. */
export async function appCommit(said: string | undefined): Promise<string> {
  if (said) return said;
  const cwd = new URL("..", import.meta.url);
  return run("git", ["rev-parse", "HEAD"], { cwd }).then(
    ({ stdout }) => stdout.trim(),
    () => "unknown",
  );
}
