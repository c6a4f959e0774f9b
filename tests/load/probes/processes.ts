import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks of /proc a second, the same on every Linux that Node runs on. */
const TICKS = 100;

export interface Usage {
  /** CPU seconds since it began, its ended children's included. */
  cpu: number;
  /** Memory of its own, in MB: what it shares with others is left out. */
  mb: number;
}

/** What a process has used, with the processes that it has forked where they are asked for. */
export function usageOf(pid: number, withChildren = false): Usage {
  const pids = withChildren ? [pid, ...childrenOf(pid)] : [pid];
  const each = pids.map((one) => ({ cpu: cpuOf(one), mb: memoryOf(one) }));
  return each.reduce((sum, { cpu, mb }) => ({ cpu: sum.cpu + cpu, mb: sum.mb + mb }));
}

/** Seconds that the whole machine has worked since it started, over all its cores. */
export function busySeconds(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = machineTicks();
  return (user + nice + system + irq + softirq) / TICKS;
}

/** Core seconds that other machines of the same host have taken from this one since it started. */
export function stolenSeconds(): number {
  const [, , , , , , , stolen = 0] = machineTicks();
  return stolen / TICKS;
}

/** Of all cores together: user, nice, system, idle, iowait, irq, softirq, steal. */
function machineTicks(): number[] {
  const [line = ""] = read("/proc/stat").split("\n");
  return line.split(/\s+/).slice(1).map(Number);
}

export function parentOf(pid: number): number {
  return Number(statOf(pid)[1] ?? 0);
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.map(Number).filter((pid) => parentOf(pid) === parent);
}

function cpuOf(pid: number): number {
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = statOf(pid)
    .slice(11, 15)
    .map(Number);
  return (user + system + endedUser + endedSystem) / TICKS;
}

function memoryOf(pid: number): number {
  const kb = /^RssAnon:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
  return Number(kb ?? 0) / 1024;
}

/** State, parent and so on, from behind the name, which may hold anything. */
function statOf(pid: number): string[] {
  const text = read(`/proc/${pid}/stat`);
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

/** Nothing of a process that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
