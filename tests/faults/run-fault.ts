import { answering, type FaultSite, problemsOf, startFaultSite } from "../fault-site.ts";
import { playAtOnce, playLate } from "../matches-at-once.ts";
import type { Player } from "../players.ts";
import type { Fault } from "./fault.ts";

/** Messages after which it strikes: every match is under way then, and none near its end. */
const SAID = 25;

export interface Outcome {
  /** What was lost, repeated, invented or left undone, in words; empty when all is well. */
  problems: string[];
  recovery: Recovery;
}

/** Real ms from the end of the fault. */
interface Recovery {
  /** Until every web process says that it can serve. */
  readyMs: number;
  /** Until a newcomer sat in a match and was answered there: waves, jobs and streams work. */
  answeredMs: number | null;
}

/** Matches run, something breaks and is mended, and everybody's books are held together. */
export async function runFault(fault: Fault, folder?: string): Promise<Outcome> {
  const site = await startFaultSite({ ...(await fault.parts()), folder });
  return strikeAt(site, fault);
}

export async function strikeAt(site: FaultSite, fault: Fault): Promise<Outcome> {
  const matches = await playAtOnce(site.webs);
  await matches.confirmed(SAID);
  await fault.strike(site, matches);
  const mendedAt = performance.now();
  const since = () => Math.round(performance.now() - mendedAt);
  await answering(site.webs);
  const readyMs = since();
  const stuck: string[] = [];
  let late: Player[] = [];
  let answeredMs: number | null = null;
  try {
    late = await playLate(site.webs, () => (answeredMs ??= since()));
  } catch (error) {
    stuck.push(`who comes afterwards cannot play: ${String(error)}`);
  }
  const problems = [...stuck, ...(await problemsOf(site, matches, late))];
  return { problems, recovery: { readyMs, answeredMs } };
}
