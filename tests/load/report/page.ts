import { type Course, plot } from "./plot.ts";
import type { Report } from "./report.ts";
import { tell } from "./tell.ts";
import type { Sample } from "../probes/sampler.ts";

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:1200px;padding:0 1rem;color:#222;background:#fff}
main{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:1.5rem}
figure{margin:0}figcaption{font-weight:600}svg{width:100%;height:auto}svg text{font-size:11px;fill:#555}
svg line{stroke:#ddd}svg path{fill:none;stroke-width:1.5}.hold{fill:#0001}
ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.85rem}
li b{display:inline-block;width:.8em;height:.8em;margin-right:.4em}
pre{overflow-x:auto;font-size:.8rem}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#181818}svg text{fill:#aaa}svg line{stroke:#333}.hold{fill:#fff1}}`;

/** The report as a page of its own, that needs no network and no script. */
export function pageOf(report: Report): string {
  const { samples, plan, hold } = report;
  const began = samples[0]?.at ?? 0;
  const second = (at: number) => (at - began) / 1000;
  const span = { from: second(hold.from), to: second(hold.to) };
  const course = (name: string, pick: (sample: Sample) => number): Course => ({
    name,
    points: samples.map((sample) => ({ at: second(sample.at), value: pick(sample) })),
  });
  const names = Object.keys(samples[0]?.usage ?? {});
  const draw = (title: string, unit: string, courses: Course[]) =>
    plot({ title, unit, courses, hold: span });
  const plots = [
    draw("Live matches", "at once", [course("live", ({ live }) => live)]),
    draw("Delivery", "ms", [percentile(report, "p50", second), percentile(report, "p99", second)]),
    draw(
      "CPU",
      "cores",
      names.map((name) => cores(name, samples, second)),
    ),
    draw(
      "Memory",
      "MB",
      names.map((name) => course(name, ({ usage }) => usage[name]?.mb ?? 0)),
    ),
    draw("Jobs", "at once", [
      course("waiting", ({ jobs }) => jobs.waiting),
      course("active", ({ jobs }) => jobs.active),
      course("delayed", ({ jobs }) => jobs.delayed),
    ]),
    draw("Connections", "at once", [
      course("Postgres", ({ database }) => database.connections),
      course("Redis", ({ redis }) => redis.clients),
    ]),
    draw("Redis keys", "at once", [course("keys", ({ redis }) => redis.keys)]),
    draw("Held up", "ms", [
      course("the crowd's own event loop", ({ crowdLagMs }) => crowdLagMs),
      course("a round trip to Redis", ({ redis }) => redis.pingMs),
    ]),
  ];
  const title = `Crowd: ${plan.matches} live matches`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style><h1>${title}</h1>
<p>Seconds since the first person came; the band is the time that the figures below are of.</p>
<main>${plots.join("\n")}</main><h2>Figures</h2><pre>${escaped(tell(report).join("\n"))}</pre></html>`;
}

function percentile({ course }: Report, q: "p50" | "p99", second: (at: number) => number): Course {
  return { name: q, points: course.map((each) => ({ at: second(each.at), value: each[q] })) };
}

function cores(name: string, samples: readonly Sample[], second: (at: number) => number): Course {
  const points = samples.slice(1).map((sample, index) => {
    const before = samples[index];
    const used = (sample.usage[name]?.cpu ?? 0) - (before?.usage[name]?.cpu ?? 0);
    return { at: second(sample.at), value: (used * 1000) / (sample.at - (before?.at ?? 0)) };
  });
  return { name, points };
}

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
