import { join } from "node:path";
import { say, step } from "../bootstrap/progress.mjs";
import { together } from "../process/command.ts";
import type { Crew } from "../process/crew.ts";
import { launch, type Launch } from "../process/launch.ts";
import { freePort } from "../process/ports.ts";
import { supervise } from "../process/supervise.ts";
import { modelPart, webPart, workerPart, type PartEnvironment } from "./parts.ts";

export interface ProcessPlan {
  dev: boolean;
  folder: string;
  port: number;
  ports: Record<string, number>;
  env: PartEnvironment;
  crew: Crew;
  extras: Pick<Launch, "ledger" | "signal">;
  notice: (text: string) => void;
}

/** Model, web and worker under supervision; returns the address of the web process. */
export async function processSteps(plan: ProcessPlan): Promise<string> {
  const how = plan.dev ? "dev" : "built";
  const port = plan.port || (await freePort());
  for (const name of ["model", "webMetrics", "workerMetrics"] as const) {
    plan.ports[name] = await freePort(plan.ports[name]);
  }
  const env = { ...plan.env, ...languageModel(plan.ports.model ?? 0) };
  const web = webPart(
    { ...env, PORT: String(port), METRICS_PORT: metricsPort(plan, "webMetrics") },
    how,
  );
  const worker = workerPart({ ...env, METRICS_PORT: metricsPort(plan, "workerMetrics") }, how);
  await together(
    hasOwnModel() ? ownModelStep() : scriptedModelStep(plan),
    processStep(plan, web, `http://127.0.0.1:${port}`),
    processStep(plan, worker, `metrics on 127.0.0.1:${metricsPort(plan, "workerMetrics")}`),
  );
  return `http://127.0.0.1:${port}`;
}

const metricsPort = ({ ports }: ProcessPlan, name: string) => String(ports[name]);

const hasOwnModel = () =>
  Boolean(process.env.OPENAI_API_KEY) || Boolean(process.env.OPENAI_BASE_URL);

/** The `openai` client insists on a key, also where the endpoint has none. */
function languageModel(scriptedPort: number): PartEnvironment {
  if (hasOwnModel()) return { OPENAI_API_KEY: process.env.OPENAI_API_KEY ?? "unused" };
  return {
    OPENAI_BASE_URL: `http://127.0.0.1:${scriptedPort}/v1`,
    OPENAI_API_KEY: "scripted",
    OPENAI_MODEL: "scripted",
  };
}

const ownModelStep = () =>
  step("model", (detail) => detail(process.env.OPENAI_BASE_URL ?? "OpenAI (OPENAI_API_KEY)"));

function scriptedModelStep(plan: ProcessPlan): Promise<void> {
  const port = String(plan.ports.model);
  return processStep(plan, modelPart({ PORT: port }), `scripted, on 127.0.0.1:${port}`);
}

function processStep(plan: ProcessPlan, spec: Launch, about: string): Promise<void> {
  const { name } = spec;
  const full: Launch = {
    ...spec,
    ...plan.extras,
    log: join(plan.folder, "logs", `${name}.log`),
    onLine: plan.dev ? (line) => say(`${name}: ${line}`) : undefined,
  };
  return step(name, async (detail) => {
    const rank = name === "model" ? "model" : "processes";
    plan.crew.add(rank, await supervise(name, () => launch(full), plan.notice));
    detail(about);
  });
}
