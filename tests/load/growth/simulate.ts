import type { Random } from "../../../game/random.ts";

/** Work that one thread does: so many milliseconds of a core on average, exponentially spread. */
export interface Stage {
  thread: string;
  ms: number;
}

/** What comes in, and the threads that it passes one after the other. */
export interface Flow {
  name: string;
  /** By chance, or so many together at even times. */
  comes: { perSecond: number } | { everyMs: number; together: number };
  stages: readonly Stage[];
  /** Done besides, once the stages are through. */
  aside?: readonly Stage[];
}

export interface Site {
  /** Cores by machine. */
  machines: Readonly<Record<string, number>>;
  /** The machine of each thread. Threads are single: one core at a time. */
  threads: Readonly<Record<string, string>>;
  flows: readonly Flow[];
  /** For so long a thread keeps its core while others wait for one, milliseconds. */
  sliceMs: number;
}

export interface Simulated {
  /** Milliseconds from coming in to the end of the last stage, by flow. */
  latencies: ReadonlyMap<string, number[]>;
  /** Cores busy on average, by machine. */
  busy: ReadonlyMap<string, number>;
}

interface Task {
  flow: Flow;
  cameAt: number;
  /** Index of the stage; null for work that is done besides. */
  stage: number | null;
  leftMs: number;
}

interface Thread {
  machine: Machine;
  tasks: Task[];
}

interface Machine {
  idle: number;
  /** Threads with work that wait for a core. */
  ready: Thread[];
  busyMs: number;
}

interface Slice {
  thread: Thread;
  ms: number;
  endsAt: number;
}

/** Plays a site's queues for so many seconds: threads share their machine's cores in slices. */
export function simulate(site: Site, seconds: number, random: Random): Simulated {
  const { flows, sliceMs } = site;
  const machines = new Map(
    Object.entries(site.machines).map(([name, cores]): [string, Machine] => [
      name,
      { idle: cores, ready: [], busyMs: 0 },
    ]),
  );
  const threads = new Map(
    Object.entries(site.threads).map(([name, on]): [string, Thread] => [
      name,
      { machine: known(machines, on), tasks: [] },
    ]),
  );
  const latencies = new Map(flows.map(({ name }) => [name, [] as number[]]));
  const arrivals = flows.map((flow) => ({ flow, at: nextAfter(0, flow, random) }));
  const slices: Slice[] = [];

  const start = (thread: Thread, now: number) => {
    const [task] = thread.tasks;
    if (!task) return;
    const ms = Math.min(sliceMs, task.leftMs);
    thread.machine.idle -= 1;
    slices.push({ thread, ms, endsAt: now + ms });
  };
  const give = (name: string, task: Task, now: number) => {
    const thread = known(threads, name);
    thread.tasks.push(task);
    if (thread.tasks.length > 1) return;
    if (thread.machine.idle > 0) start(thread, now);
    else thread.machine.ready.push(thread);
  };
  const enter = (flow: Flow, stage: number, cameAt: number, now: number) => {
    const next = flow.stages[stage];
    if (next) {
      give(next.thread, { flow, cameAt, stage, leftMs: random.exponential(next.ms) }, now);
      return;
    }
    known(latencies, flow.name).push(now - cameAt);
    for (const { thread, ms } of flow.aside ?? [])
      give(thread, { flow, cameAt, stage: null, leftMs: random.exponential(ms) }, now);
  };
  const endSlice = ({ thread, ms }: Slice, now: number) => {
    const { machine, tasks } = thread;
    machine.idle += 1;
    machine.busyMs += ms;
    const [task] = tasks;
    if (task) task.leftMs -= ms;
    const done = task && task.leftMs <= 1e-9 ? tasks.shift() : undefined;
    if (tasks.length > 0) machine.ready.push(thread);
    const next = machine.ready.shift();
    if (next) start(next, now);
    if (done?.stage != null) enter(done.flow, done.stage + 1, done.cameAt, now);
  };

  const endsAt = seconds * 1000;
  for (;;) {
    const arrival = earliest(arrivals, ({ at }) => at);
    const slice = earliest(slices, (one) => one.endsAt);
    const now = Math.min(arrival?.at ?? Infinity, slice?.endsAt ?? Infinity);
    if (now > endsAt) break;
    if (slice?.endsAt === now) {
      slices.splice(slices.indexOf(slice), 1);
      endSlice(slice, now);
    } else if (arrival) {
      const { comes } = arrival.flow;
      const together = "together" in comes ? comes.together : 1;
      for (let count = 0; count < together; count++) enter(arrival.flow, 0, now, now);
      arrival.at = nextAfter(now, arrival.flow, random);
    }
  }
  const busy = [...machines].map(([name, { busyMs }]) => [name, busyMs / endsAt] as const);
  return { latencies, busy: new Map(busy) };
}

function nextAfter(now: number, { comes }: Flow, random: Random): number {
  return now + ("everyMs" in comes ? comes.everyMs : random.exponential(1000 / comes.perSecond));
}

function earliest<T>(items: readonly T[], at: (item: T) => number): T | undefined {
  let first: T | undefined;
  for (const item of items) if (!first || at(item) < at(first)) first = item;
  return first;
}

function known<T>(all: ReadonlyMap<string, T>, name: string): T {
  const found = all.get(name);
  if (!found) throw new RangeError(`the site has no ${name}`);
  return found;
}
