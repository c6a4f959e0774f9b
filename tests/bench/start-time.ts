import { spawn } from "node:child_process";
import { once } from "node:events";
import { freePort } from "../../infra/local/process/ports.ts";
import { root } from "../../infra/local/bootstrap/node24.mjs";
import { median } from "./figures.ts";
import { judge } from "./verdicts.ts";

const BUDGET_S = 8;
const STARTS = 3;

/** `npm start` on a clone that has been started before, until its ready line. */
export async function startTime(): Promise<void> {
  const first = await startOnce();
  if (first === null) {
    console.log("second start        not measured: a stack of this clone is running already");
    return;
  }
  const seconds: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const took = await startOnce();
    if (took !== null) seconds.push(took);
  }
  judge("second start", {
    figure: `${median(seconds).toFixed(1)} s to the ready line (median of ${seconds.length})`,
    budget: `${BUDGET_S} s`,
    holds: median(seconds) <= BUDGET_S,
  });
}

/** @returns seconds, or null when it did not become ready. */
async function startOnce(): Promise<number | null> {
  const began = performance.now();
  const child = spawn("npm", ["start"], {
    cwd: root,
    env: { ...process.env, PORT: String(await freePort()), DATABASE_URL: "", REDIS_URL: "" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  let ready: number | null = null;
  let text = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (chunk: string) => {
    text += chunk;
    if (ready !== null || !text.includes("ready on http")) return;
    ready = (performance.now() - began) / 1000;
    child.kill("SIGINT");
  });
  await exited;
  return ready;
}
