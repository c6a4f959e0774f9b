import { setTimeout as delay } from "node:timers/promises";
import { birthOf } from "./identity.ts";

const pollMs = 40;

/** Sends a signal to a process, or to its whole group where it leads one; gone is fine. */
export function send(pid: number, signal: NodeJS.Signals, whole: "process" | "group"): void {
  try {
    process.kill(whole === "group" ? -pid : pid, signal);
  } catch {
    // Gone meanwhile.
  }
}

/** Ends a process that is not our child: asks, waits, then kills its group. */
export async function endForeign(
  pid: number,
  birth: string,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (birthOf(pid) !== birth) return;
  send(pid, signal, "process");
  const giveUpAt = performance.now() + graceMs;
  while (birthOf(pid) === birth && performance.now() < giveUpAt) await delay(pollMs);
  if (birthOf(pid) === birth) send(pid, "SIGKILL", "group");
  while (birthOf(pid) === birth) await delay(pollMs);
}

/** Aborts at the first request to stop, by a signal or by the end of the process that began us. */
export function stopRequested(): AbortSignal {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  process.on("disconnect", stop);
  process.channel?.unref();
  return controller.signal;
}
