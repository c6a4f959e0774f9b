import { parseArgs } from "node:util";
import { recordedReplies } from "../db/queries/recorded-replies.ts";
import { openDatabase } from "../db/client.ts";
import { createRandom } from "../game/random.ts";
import {
  fitTiming,
  LEAST_MATCHES,
  LEAST_REPLIES,
  parametersOf,
  type TimingFit,
} from "../game/timing-fit.ts";
import type { TimingParameters } from "../game/timing-likelihood.ts";
import { TIMING_PROFILES } from "../game/timing-profile.ts";

/** The same recorded matches give the same intervals again. */
const SEED = "7e111e57000000000000000000000001";
const { values } = parseArgs({
  options: { json: { type: "boolean" }, resamples: { type: "string", default: "100" } },
});
const resamples = Number(values.resamples);
if (!Number.isInteger(resamples) || resamples < 2) fail("--resamples takes a number from 2 up.");

const url = process.env.DATABASE_URL;
if (!url) fail("DATABASE_URL is not set: run `npm start` once, or set it.");

const database = openDatabase({ url, onError: (error) => fail(error.message) });
const recorded = await recordedReplies(database).finally(() => database.close());
const fit = fitTiming(recorded, TIMING_PROFILES.default, createRandom(SEED, "refit"), {
  resamples,
  onResample: (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\rresample ${done} of ${resamples}`);
  },
});
if (!fit) {
  const matches = new Set(recorded.map(({ matchId }) => matchId)).size;
  fail(
    `Too little is recorded for a refit: ${recorded.length} answers of people in ${matches} ` +
      `revealed matches; at least ${LEAST_REPLIES} in ${LEAST_MATCHES} are needed.`,
  );
}
if (process.stderr.isTTY) process.stderr.write("\n");
const text = values.json ? JSON.stringify(fit) : reportOf(fit);
process.stdout.write(`${text}\n`);

function reportOf({ matches, replies, fitness, present, ...told }: TimingFit): string {
  const before = parametersOf(TIMING_PROFILES.default);
  const names = Object.keys(told.fitted) as (keyof TimingParameters)[];
  return [
    `${replies} answers of people in ${matches} matches`,
    "",
    "parameter                       present   fitted  95 % by resampled matches",
    ...names.map((name) => {
      const { low, high } = told.intervals[name];
      return [
        name.padEnd(28),
        figure(before[name]),
        figure(told.fitted[name]),
        ` ${figure(low)} –${figure(high)}`,
      ].join(" ");
    }),
    "",
    "                                present   fitted",
    row(
      "log-likelihood of an answer",
      present.logLikelihood / replies,
      fitness.logLikelihood / replies,
    ),
    row("Kolmogorov–Smirnov distance", present.distance, fitness.distance),
    "",
    "The profile, for game/timing-profile.ts:",
    JSON.stringify(told.profile, null, 2),
  ].join("\n");
}

function row(name: string, present: number, fitted: number): string {
  return [name.padEnd(28), figure(present), figure(fitted)].join(" ");
}

function figure(value: number): string {
  return value.toFixed(3).padStart(9);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
