import { count, decimal, percent } from "../format.ts";
import { DataTable } from "../data-table.tsx";
import { Moment } from "./moment.tsx";

const STATES = ["waiting", "active", "delayed", "failed"];

interface Queue {
  job: string;
  states: Record<string, number>;
  oldestMs: number | null;
}

export function QueueTable({ queues }: { queues: readonly Queue[] }) {
  return (
    <DataTable
      caption="Jobs by queue and state"
      head={["Job", "Waiting", "Active", "Delayed", "Failed", "Oldest waits"]}
      rows={queues.map(({ job, states, oldestMs }) => ({
        key: job,
        cells: figures(
          job,
          ...STATES.map((state) => count(states[state] ?? 0)),
          oldestMs === null ? "–" : seconds(oldestMs),
        ),
      }))}
      empty="The queues could not be counted: Redis does not answer."
    />
  );
}

interface Process {
  kind: string;
  since: string;
  memoryMb: number;
  busy: number;
  lagMs: number;
  waiting: number;
  streams: number | null;
}

export function ProcessTable({ processes }: { processes: readonly Process[] | null }) {
  return (
    <DataTable
      caption="Processes that were heard of in the last 20 seconds"
      head={[
        "Process",
        "Since",
        "Processor",
        "Memory",
        "Loop, p99",
        "Waits for Postgres",
        "Streams",
      ]}
      rows={(processes ?? []).map((one, index) => ({
        key: `${one.kind} ${one.since} ${index}`,
        cells: [
          one.kind,
          <Moment key="since" at={one.since} />,
          ...figures(
            percent(one.busy),
            `${decimal(one.memoryMb, 0)} MB`,
            `${decimal(one.lagMs, 1)} ms`,
            count(one.waiting),
            one.streams === null ? "–" : count(one.streams),
          ),
        ],
      }))}
      empty={
        processes === null
          ? "The processes could not be listed: Redis does not answer."
          : "No process has said anything yet. They do so every five seconds."
      }
    />
  );
}

interface Failure {
  job: string;
  at: string;
  attempts: number;
  reason: string;
}

export function FailureTable({ failures }: { failures: readonly Failure[] | null }) {
  return (
    <DataTable
      caption="Jobs that were given up last"
      head={["When", "Job", "Attempts", "Why"]}
      rows={(failures ?? []).map(({ job, at, attempts, reason }, index) => ({
        key: `${at} ${index}`,
        cells: [
          <Moment key="at" at={at} />,
          ...figures(job, count(attempts)),
          <span key="why" className="measure block min-w-60 whitespace-normal">
            {reason}
          </span>,
        ],
      }))}
      empty={
        failures === null
          ? "The failures could not be read: Redis does not answer."
          : "No job has been given up."
      }
    />
  );
}

function figures(...texts: readonly string[]) {
  return texts.map((text, index) => (
    <span key={index} className="figure whitespace-nowrap">
      {text}
    </span>
  ));
}

function seconds(ms: number): string {
  return `${decimal(ms / 1000, 1)} s`;
}
