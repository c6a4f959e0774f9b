import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { startWeb } from "../stores.ts";
import { median, quantile } from "./figures.ts";
import { ask } from "./http.ts";
import { judge } from "./verdicts.ts";

const TURNS = 3;
const TURN_MS = 8000;
const WARM_UP_MS = 3000;
const PEOPLE = 12;
const EVERY_MS = 200;
const ALLOWED = 2;
const PATHS = ["/api/v1/rulesets", "/play", "/leaderboards/detectives"];

type Env = Record<string, string> & { DATABASE_URL: string; REDIS_URL: string };

/** What a thousand requests a second from one address do to everybody else. */
export async function flood(env: Env): Promise<void> {
  const web = await startWeb({
    env: { ...env, TRUST_PROXY: "loopback", REQUESTS_PER_ADDRESS: "80" },
  });
  try {
    await people(web.url, WARM_UP_MS);
    const turns = [];
    for (let turn = 0; turn < TURNS; turn++) turns.push(await measure(web.url));
    const quiet = median(turns.map((each) => each.quiet));
    const flooded = median(turns.map((each) => each.flooded));
    const ratio = median(turns.map((each) => each.flooded / each.quiet));
    judge("flood", {
      figure:
        `${ratio.toFixed(2)} of the quiet p99: others' p99 ${quiet.toFixed(1)} ms in quiet, ${flooded.toFixed(1)} ms ` +
        `under ${turns.map(({ told }) => told).join(", ")}`,
      budget: String(ALLOWED),
      holds: ratio <= ALLOWED,
    });
  } finally {
    await web.stop();
  }
}

async function measure(web: string): Promise<{ quiet: number; flooded: number; told: string }> {
  const quiet = quantile(await people(web, TURN_MS), 0.99);
  const flooder = spawn(
    process.execPath,
    [fileURLToPath(new URL("flooder.ts", import.meta.url)), web],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  let told = "";
  flooder.stdout.on("data", (part: Buffer) => (told += part.toString()));
  await delay(WARM_UP_MS);
  const flooded = quantile(await people(web, TURN_MS), 0.99);
  flooder.kill("SIGTERM");
  await once(flooder, "close");
  // What the flood has left in the queue is none of the next turn's.
  await people(web, WARM_UP_MS);
  return { quiet, flooded, told };
}

/** How long each of the people's requests takes, in ms; every one has an address of their own. */
async function people(web: string, ms: number): Promise<number[]> {
  const times: number[] = [];
  const endsAt = performance.now() + ms;
  const one = async (index: number) => {
    await delay((index * EVERY_MS) / PEOPLE);
    for (let turn = 0; performance.now() < endsAt; turn++) {
      const began = performance.now();
      const path = PATHS[(turn + index) % PATHS.length] ?? "/";
      const { status } = await ask(`${web}${path}`, { from: `198.51.100.${index + 1}` });
      if (status !== 200) throw new Error(`${path} answered ${status}`);
      times.push(performance.now() - began);
      await delay(Math.max(0, EVERY_MS - (performance.now() - began)));
    }
  };
  await Promise.all(Array.from({ length: PEOPLE }, (_, index) => one(index)));
  return times;
}
