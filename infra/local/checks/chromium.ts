import { spawnSync } from "node:child_process";
import { Problem } from "../bootstrap/problem.mjs";
import { run, type Command } from "../process/command.ts";

const candidates = [
  "/usr/bin/chromium",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };

/** A browser for the tests; as root on Debian it is installed when there is none. */
export async function findChromium(
  limits: Pick<Command, "ledger" | "signal">,
  tell: (text: string) => void,
): Promise<string> {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (runs(given)) return given;
    throw new Problem(`CHROMIUM_PATH (${given}) is not a browser that runs: correct or unset it.`);
  }
  const found = candidates.find(runs);
  if (found) return absolute(found);
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0) {
    tell("apt-get install chromium");
    const apt = (...args: string[]) => run({ command: "apt-get", args, cwd: "/", env, ...limits });
    const install = ["install", "-y", "--no-install-recommends", "chromium"];
    let outcome = await apt(...install);
    if (!outcome.ok) {
      await apt("update");
      outcome = await apt(...install);
    }
    if (outcome.ok && runs("/usr/bin/chromium")) return "/usr/bin/chromium";
    throw new Problem(`Chromium could not be installed (${outcome.how}).`, outcome.output);
  }
  throw new Problem(
    "The browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.",
  );
}

const runs = (program: string) => spawnSync(program, ["--version"]).status === 0;

function absolute(program: string): string {
  if (program.startsWith("/")) return program;
  return spawnSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).stdout.trim();
}
