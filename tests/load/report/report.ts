import type { Problem } from "../books/problem.ts";
import type { Crowd } from "../crowd.ts";
import type { Plan } from "../plan.ts";
import type { Statement } from "../probes/postgres.ts";
import type { Command } from "../probes/redis.ts";
import type { Sample, Sampler } from "../probes/sampler.ts";
import { measureBooks, type Measured, type Spread, spreadOf, type Timed } from "./measure.ts";

/** Bytes of what was measured, for the JSON file and the page; times in milliseconds. */
export interface Report {
  plan: Plan;
  hold: { from: number; to: number };
  figures: Record<FigureName, Spread>;
  perSecond: { matches: number; messages: number; botShare: number };
  live: { least: number; mean: number };
  totals: { matches: number; messages: number };
  problems: { counts: Record<string, number>; first: Problem[] };
  refused: Record<string, number>;
  /** Of the hold: cores used and megabytes held by each process. */
  processes: Record<string, { cores: number; mb: number }>;
  /** Of all cores: used by anybody, by what does not belong to the run, and by the host for others. */
  machine: { coresBusy: number; others: number; stolen: number };
  postgres: {
    perSecond: Record<string, number>;
    connections: number;
    statements: Statement[];
    /** The most frequent ones. */
    frequent: Statement[];
    statementMs: number;
  };
  redis: {
    commandsPerSecond: number;
    clients: number;
    memoryMb: number;
    slow: number;
    commands: Command[];
  };
  jobs: { waiting: number; delayed: number; failed: number };
  crowdLagMs: number;
  samples: readonly Sample[];
  /** Percentiles of delivery over time, for the plot. */
  course: { at: number; p50: number; p99: number }[];
}

export const FIGURES = {
  delivery: "delivery, POST to the partner's frame",
  echo: "echo, POST to one's own frame",
  botDelivery: "bot messages, their instant to the frame",
  botLateness: "bot lateness, past the drawn instant",
  seating: "seating, wave to `seated`",
  waiting: "lobby, joining to `seated`",
  phases: "phases, deadline to the frame",
  ping: "Redis, a round trip",
} as const;

export type FigureName = keyof typeof FIGURES;

const COURSE_MS = 5000;
/** Broken promises of a kind that are told in full. */
const SHOWN = 10;

interface Parts {
  plan: Plan;
  crowd: Crowd;
  sampler: Sampler;
  /** Taken as the hold ended. */
  atEnd: Pick<Report["postgres"], "statements" | "frequent" | "statementMs"> & {
    commands: Command[];
    slow: number;
  };
  botLateness: number[];
}

/** Puts books and samples together. */
export function makeReport({ plan, crowd, sampler, atEnd, botLateness }: Parts): Report {
  const { hold } = crowd;
  const measured = measureBooks(crowd, hold);
  const samples = sampler.samples.filter(({ at }) => at >= hold.from && at <= hold.to);
  const delta = deltaOver(samples);
  const most = (pick: (sample: Sample) => number) => Math.max(0, ...samples.map(pick));
  const live = samples.map((sample) => sample.live);
  const processes = processesOf(samples);
  const coresBusy = delta(({ busy }) => busy);
  const stolen = delta((sample) => sample.stolen);
  const own = Object.values(processes).reduce((sum, { cores }) => sum + cores, 0);
  return {
    plan,
    hold,
    figures: figuresOf(measured, botLateness, samples),
    perSecond: {
      matches: measured.matchesPerSecond,
      messages: measured.messagesPerSecond,
      botShare: measured.botShare,
    },
    live: { least: Math.min(...live), mean: live.reduce((a, b) => a + b, 0) / live.length },
    totals: { matches: measured.matches, messages: measured.messages },
    problems: { counts: countsOf(measured.problems), first: firstOf(measured.problems) },
    refused: Object.fromEntries([...crowd.tally.counts].toSorted((a, b) => b[1] - a[1])),
    processes,
    machine: { coresBusy, others: coresBusy - own, stolen },
    postgres: {
      perSecond: Object.fromEntries(
        (
          [
            "commits",
            "rollbacks",
            "deadlocks",
            "rowsRead",
            "rowsWritten",
            "blocksRead",
            "walBytes",
          ] as const
        ).map((name) => [name, delta(({ database }) => database[name])]),
      ),
      connections: most(({ database }) => database.connections),
      statements: atEnd.statements,
      frequent: atEnd.frequent,
      statementMs: atEnd.statementMs,
    },
    redis: {
      commandsPerSecond: delta(({ redis }) => redis.commands),
      clients: most(({ redis }) => redis.clients),
      memoryMb: most(({ redis }) => redis.memoryMb),
      slow: atEnd.slow,
      commands: atEnd.commands,
    },
    jobs: {
      waiting: most(({ jobs }) => jobs.waiting),
      delayed: most(({ jobs }) => jobs.delayed),
      failed: most(({ jobs }) => jobs.failed),
    },
    crowdLagMs: most(({ crowdLagMs }) => crowdLagMs),
    samples: sampler.samples,
    course: courseOf(measureBooks(crowd, { from: 0, to: Infinity }).delivery),
  };
}

function figuresOf(measured: Measured, botLateness: readonly number[], samples: readonly Sample[]) {
  const timed = (values: readonly number[]) => values.map((ms) => ({ at: 0, ms }));
  return {
    delivery: spreadOf(measured.delivery),
    echo: spreadOf(measured.echo),
    botDelivery: spreadOf(measured.botDelivery),
    botLateness: spreadOf(timed(botLateness)),
    seating: spreadOf(measured.seating),
    waiting: spreadOf(measured.waiting),
    phases: spreadOf(measured.phases),
    ping: spreadOf(timed(samples.map(({ redis }) => redis.pingMs))),
  };
}

/** Some of each kind: one that comes often hides no other. */
function firstOf(problems: readonly Problem[]): Problem[] {
  const kinds = Map.groupBy(problems, ({ kind }) => kind);
  return [...kinds.values()].flatMap((ofKind) => ofKind.slice(0, SHOWN));
}

/** Growth a second between the first sample and the last. */
function deltaOver(samples: readonly Sample[]): (pick: (sample: Sample) => number) => number {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || first === last) return () => NaN;
  return (pick) => (pick(last) - pick(first)) / ((last.at - first.at) / 1000);
}

function processesOf(samples: readonly Sample[]): Report["processes"] {
  const delta = deltaOver(samples);
  const names = Object.keys(samples.at(-1)?.usage ?? {});
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        cores: delta(({ usage }) => usage[name]?.cpu ?? NaN),
        mb: samples.at(-1)?.usage[name]?.mb ?? NaN,
      },
    ]),
  );
}

function countsOf(problems: readonly Problem[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of problems) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

function courseOf(delivery: readonly Timed[]): Report["course"] {
  const slots = Map.groupBy(delivery, ({ at }) => Math.floor(at / COURSE_MS));
  return [...slots]
    .toSorted(([a], [b]) => a - b)
    .map(([slot, times]) => {
      const { p50, p99 } = spreadOf(times);
      return { at: (slot + 0.5) * COURSE_MS, p50, p99 };
    });
}
