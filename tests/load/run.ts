import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { clock } from "./clock.ts";
import { Crowd } from "./crowd.ts";
import type { Plan } from "./plan.ts";
import { type Sampler, startSampler } from "./probes/sampler.ts";
import { pageOf } from "./report/page.ts";
import { makeReport, type Report } from "./report/report.ts";
import type { Site } from "./site.ts";

export interface Run {
  site: Site;
  plan: Plan;
  /** Done while the crowd holds. */
  during?: (sampler: Sampler) => Promise<void>;
}

/** Lets a crowd play on a site, and tells what came of it. */
export async function runCrowd({ site, plan, during }: Run): Promise<Report> {
  const crowd = new Crowd(site.url, plan);
  const sampler = await startSampler(site, crowd);
  try {
    const playing = crowd.run();
    await delay(Math.max(0, crowd.hold.from - clock()));
    await Promise.all([sampler.postgres.forget(), sampler.redis.forget()]);
    await Promise.all([during?.(sampler), delay(Math.max(0, crowd.hold.to - clock()))]);
    const [{ top, frequent, totalMs }, { top: commands, slow }] = await Promise.all([
      sampler.postgres.statements(),
      sampler.redis.commands(),
    ]);
    const atEnd = { statements: top, frequent, statementMs: totalMs, commands, slow };
    await playing;
    const botLateness = await sampler.postgres.botLateness(crowd.hold.from, crowd.hold.to);
    return makeReport({ plan, crowd, sampler, atEnd, botLateness });
  } finally {
    await sampler.stop();
  }
}

/** Writes the report as JSON and as a page with plots; returns both files. */
export async function keepReport(report: Report, name: string): Promise<string[]> {
  const folder = join(root, ".local", "load");
  await mkdir(folder, { recursive: true });
  const files = {
    [`${name}.json`]: JSON.stringify(report, null, 1),
    [`${name}.html`]: pageOf(report),
  };
  const written = Object.entries(files).map(async ([file, text]) => {
    await writeFile(join(folder, file), text);
    return join(folder, file);
  });
  return Promise.all(written);
}
