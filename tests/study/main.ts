/** Studies whose outcome is known, played through the API: do the figures say what went in? */
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { stopEverything } from "../stores.ts";
import { startStudySite } from "./platform.ts";
import { lines, summary } from "./report.ts";
import { Researcher } from "./researcher.ts";
import { playStudy } from "./study.ts";
import { biasFor } from "./truth.ts";
import { coverage, type Judged } from "./verdict.ts";

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "50" },
    /** Of each participant. */
    matches: { type: "string", default: "4" },
    dprime: { type: "string", default: "1" },
    /** Criterion c; above 0 detectors lean towards saying human. */
    bias: { type: "string" },
    /** Or the share of AIs that pass for human. */
    pass: { type: "string" },
    /** Studies, one after the other. */
    seeds: { type: "string", default: "1" },
    scale: { type: "string", default: "20" },
    /** Address of a site that runs, at this scale, with a researcher at its local issuer. */
    site: { type: "string" },
    ruleset: { type: "string", default: "short-duel" },
  },
});

function truthAsked() {
  const { dprime, bias, pass } = values;
  if (bias !== undefined && pass !== undefined)
    throw new Error("--bias and --pass say the same thing: give one of them");
  const dPrime = Number(dprime);
  const c = pass === undefined ? Number(bias ?? "0.2") : biasFor(dPrime, Number(pass));
  if (!Number.isFinite(dPrime) || !Number.isFinite(c))
    throw new Error("--dprime and --bias are numbers, --pass is between 0 and 1");
  return { dPrime, bias: c };
}

/** The same number is the same study again. */
const seedOf = (number: number) =>
  createHash("sha256").update(`study ${number}`).digest("hex").slice(0, 32);

/** @returns whether the intervals hold the truth as often as they promise. */
async function main(): Promise<boolean> {
  const truth = truthAsked();
  const url = values.site ?? (await startStudySite(Number(values.scale))).url;
  const researcher = await Researcher.arrive(url);
  const studies: Judged[][] = [];
  for (let number = 1; number <= Number(values.seeds); number++) {
    const began = performance.now();
    const studied = await playStudy(researcher, {
      ...{ url, truth, seed: seedOf(number) },
      participants: Number(values.participants),
      matches: Number(values.matches),
      ruleset: { slug: values.ruleset, version: 1 },
    });
    const seconds = (performance.now() - began) / 1000;
    for (const line of lines(studied, { number, seconds })) console.log(line);
    studies.push(studied.judged);
  }
  const covered = coverage(studies);
  for (const line of summary(covered)) console.log(line);
  return covered.every(({ fails }) => !fails);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  await stopEverything();
}
