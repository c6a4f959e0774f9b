import { clock } from "../load/clock.ts";
import { readNumber, readWord } from "../load/options.ts";
import { planOf } from "../load/plan.ts";
import { type CpuProfile, profileWhile } from "../load/probes/cpu-profile.ts";
import { INSPECTABLE } from "../load/probes/inspector.ts";
import { tell } from "../load/report/tell.ts";
import { verdictOf } from "../load/report/verdict.ts";
import { keepReport, runCrowd } from "../load/run.ts";
import { type SiteEnv, startSite } from "../load/site.ts";
import { judge } from "./verdicts.ts";

const SHOWN = 25;

/**
 * The crowd: `--matches`, `--hold` (seconds), `--web` and `--workers` size it; `--scale` makes all
 * durations shorter and the rates higher; `--ruleset often-duel` has a wave each second;
 * `--profile` says what the processes spend their time on.
 */
export async function crowd(env: SiteEnv, args: readonly string[]): Promise<void> {
  const profiled = args.includes("--profile");
  const timeScale = readNumber(args, "--scale", 1);
  const plan = planOf({
    matches: readNumber(args, "--matches", 2400),
    holdSeconds: readNumber(args, "--hold", 60),
    timeScale,
    ruleset: readWord(args, "--ruleset", "quick-duel"),
  });
  const [webs, workers] = [readNumber(args, "--web", 2), readNumber(args, "--workers", 2)];
  const scaled = { ...env, TIME_SCALE: String(timeScale) };
  const site = await startSite({ ...scaled, ...(profiled ? INSPECTABLE : {}) }, webs, workers);
  try {
    const profiles: string[] = [];
    const report = await runCrowd({
      site,
      plan,
      async during() {
        if (!profiled) return;
        const until = new Promise((resolve) =>
          setTimeout(resolve, (plan.holdSeconds * 900) / timeScale),
        );
        const parts = [
          ["web 1", site.webs[0]],
          ["worker 1", site.workers[0]],
        ] as const;
        await Promise.all(
          parts.map(async ([name, part]) => {
            if (part) profiles.push(...told(name, await profileWhile(part, until)));
          }),
        );
      },
    });
    console.log([...tell(report), ...profiles].join("\n"));
    const { ok, figure, budget } = verdictOf(report);
    judge("crowd", { figure, budget, holds: ok });
    const name = `crowd-${plan.matches}-${new Date(clock()).toISOString().slice(0, 16).replace(":", "")}`;
    for (const file of await keepReport(report, name)) console.log(`  ${file}`);
  } finally {
    await site.stop();
  }
}

function told(name: string, { functions, places }: CpuProfile): string[] {
  const lines = (hot: CpuProfile["places"]) =>
    hot
      .slice(0, SHOWN)
      .map(
        ({ name: what, self, total }) =>
          `    ${(100 * self).toFixed(1).padStart(5)} % self, ${(100 * total).toFixed(1).padStart(5)} % in all  ${what}`,
      );
  return [`  ${name}, by place`, ...lines(places), `  ${name}, by function`, ...lines(functions)];
}
