import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import { root } from "../bootstrap/node24.mjs";

const BINARY = /\.(png|woff2|ico|jpg|gz)$/;

/** What goes into a commit: files that git knows, and those that it would take. */
const listed = execFileSync(
  "git",
  ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
  {
    cwd: root,
    encoding: "utf8",
  },
);
const files = [...new Set(listed.split("\0"))].filter((name) => name && !BINARY.test(name));

const config = { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator }] };

for (const name of files) {
  const content = readIfThere(join(root, name));
  if (content === null) continue;
  const source = { content, filePath: name, ext: extname(name), contentType: "text" as const };
  const { messages } = await lintSource({ source, options: { config, maskSecrets: true } });
  for (const { message, loc } of messages) {
    console.error(`${name}:${loc.start.line}: ${message}`);
    process.exitCode = 1;
  }
}

/** Null for a file that is deleted and not committed yet. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
