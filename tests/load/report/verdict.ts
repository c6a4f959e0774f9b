import type { Report } from "./report.ts";

/** What the crowd has to be held with; times in milliseconds. */
const BUDGET = { matches: 2400, perSecond: 20, messages: 200, p99: 100, bots: 150 };
/** Rates are drawn: so much less is the same load. */
const NEARLY = 0.97;

/** What was asked of this size of crowd, what came of it, and whether that is enough. */
export function verdictOf({ plan, live, perSecond, figures, problems }: Report): {
  ok: boolean;
  lines: string[];
  /** All of it in a line. */
  figure: string;
  budget: string;
} {
  const size = plan.matches / BUDGET.matches;
  const broken = Object.entries(problems.counts);
  const checks = [
    atLeast("live matches", live.least, plan.matches),
    atLeast("new matches a second", perSecond.matches, BUDGET.perSecond * size * plan.timeScale),
    atLeast("messages a second", perSecond.messages, BUDGET.messages * size * plan.timeScale),
    atMost("delivery p99", figures.delivery.p99, BUDGET.p99),
    atMost("bot lateness p99", figures.botLateness.p99, BUDGET.bots),
    {
      ok: broken.length === 0,
      line: `broken promises ${broken.map(([kind, count]) => `${count} ${kind}`).join(", ") || "0"}`,
    },
  ];
  const failed = checks.filter(({ ok }) => !ok).map(({ line }) => line);
  return {
    ok: failed.length === 0,
    lines: checks.map(told),
    figure: `${live.least} live matches, delivery p99 ${figures.delivery.p99.toFixed(0)} ms${failed.map((line) => `; ${line}`).join("")}`,
    budget: `${plan.matches} live matches, p99 ${BUDGET.p99} ms, nothing lost, repeated or out of order`,
  };
}

function atLeast(name: string, figure: number, budget: number) {
  const line = `${name} ${figure.toFixed(1)}, budget ${budget.toFixed(1)}`;
  return { ok: figure >= NEARLY * budget, line };
}

function atMost(name: string, figure: number, budget: number) {
  return { ok: figure <= budget, line: `${name} ${figure.toFixed(1)} ms, budget ${budget} ms` };
}

function told({ ok, line }: { ok: boolean; line: string }): string {
  return `${line}: ${ok ? "within" : "OVER"}`;
}
