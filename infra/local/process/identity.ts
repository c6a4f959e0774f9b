import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/**
 * When a process was born, as a text that no later process with the same number can have;
 * null when it is gone. Redis and Postgres rename themselves, so command lines do not serve.
 */
export function birthOf(pid: number): string | null {
  return process.platform === "linux" ? birthOnLinux(pid) : birthElsewhere(pid);
}

function birthOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const startedInTicks = rest[18];
    if (state === "Z" || startedInTicks === undefined) return null;
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${startedInTicks}`;
  } catch {
    return null;
  }
}

function birthElsewhere(pid: number): string | null {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return null;
  }
}

/** The command line, where the machine tells it; empty otherwise. */
export function commandLineOf(pid: number): string {
  try {
    if (process.platform !== "linux") {
      return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    }
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
