import type { Statement } from "../probes/postgres.ts";
import { FIGURES, type FigureName, type Report } from "./report.ts";
import { verdictOf } from "./verdict.ts";

/** The report as lines for a terminal. */
export function tell(report: Report): string[] {
  const { plan, hold, totals, machine, postgres, redis, jobs, crowdLagMs } = report;
  const { ok, lines } = verdictOf(report);
  const seconds = Math.round((hold.to - hold.from) / 1000);
  return [
    `crowd               ${plan.matches} live matches held for ${seconds} s: ${ok ? "within" : "over"} the budget`,
    ...lines.map((line) => `  ${line}`),
    ...figureLines(report),
    `  all in all        ${totals.matches} matches, ${totals.messages} messages, ` +
      `${(100 * report.perSecond.botShare).toFixed(0)} % of those in the hold by bots`,
    `  machine           ${machine.coresBusy.toFixed(2)} cores busy, ${machine.others.toFixed(2)} of them by others; ${machine.stolen.toFixed(2)} taken by the host; the crowd itself held up for ${crowdLagMs.toFixed(0)} ms at most`,
    ...processLines(report),
    `  Postgres          ${rate(postgres.perSecond.commits)} commits, ${rate(postgres.perSecond.rowsWritten)} rows written, ` +
      `${rate((postgres.perSecond.walBytes ?? NaN) / 1024)} KB of log a second; ${postgres.connections} connections`,
    ...statementLines(report),
    `  Redis             ${rate(redis.commandsPerSecond)} commands a second, ${redis.clients} clients, ${redis.memoryMb.toFixed(0)} MB, ${redis.slow} slow`,
    `    ${redis.commands.map(({ name, calls, totalMs }) => `${name} ${calls} in ${totalMs.toFixed(0)} ms`).join(", ")}`,
    `  jobs, at most     ${jobs.waiting} waiting, ${jobs.delayed} delayed, ${jobs.failed} failed`,
    ...Object.entries(report.refused).map(
      ([what, count]) => `  refused           ${count} × ${what}`,
    ),
    ...report.problems.first.map(
      ({ kind, matchId, about }) => `  ${kind.padEnd(17)} ${matchId}: ${about}`,
    ),
  ];
}

function figureLines({ figures }: Report): string[] {
  return Object.entries(FIGURES).map(([name, words]) => {
    // Both are made from the same table of names.
    const { p50, p95, p99, max, count } = figures[name as FigureName];
    const each = { p50, p95, p99, max };
    const times = Object.entries(each).map(([q, ms]) => `${q} ${ms.toFixed(1)}`);
    return `  ${words.padEnd(42)} ${times.join(", ")} ms (n ${count})`;
  });
}

function processLines({ processes }: Report): string[] {
  return Object.entries(processes).map(
    ([name, { cores, mb }]) =>
      `  ${name.padEnd(17)} ${cores.toFixed(2)} cores, ${mb.toFixed(0)} MB`,
  );
}

function statementLines({ postgres, hold }: Report): string[] {
  const { statements, frequent, statementMs } = postgres;
  const seconds = (hold.to - hold.from) / 1000;
  const line = ({ text, calls, totalMs, meanMs }: Statement) => {
    const share = `${((100 * totalMs) / statementMs).toFixed(0)} %`.padStart(6);
    const often = `${(calls / seconds).toFixed(1)}/s`.padStart(9);
    return `  ${share} ${often} × ${meanMs.toFixed(2)} ms  ${text.slice(0, 110)}`;
  };
  const rare = frequent.filter((each) => !statements.includes(each));
  return [...statements.map(line), ...rare.map(line)];
}

const rate = (value = NaN) => value.toFixed(0);
