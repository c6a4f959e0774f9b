import { join } from "node:path";
import { say, step } from "../bootstrap/progress.mjs";
import { together } from "../process/command.ts";
import type { Crew } from "../process/crew.ts";
import { launch, type Launch } from "../process/launch.ts";
import { freePort } from "../process/ports.ts";
import { supervise } from "../process/supervise.ts";
import { CLIENT_ID } from "../issuer/settings.ts";
import { keptIssuerKeys } from "../issuer/keys.ts";
import { issuerPart, modelPart, webPart, workerPart, type PartEnvironment } from "./parts.ts";

export interface ProcessPlan {
  dev: boolean;
  folder: string;
  port: number;
  /** Processes of each kind, one by default. */
  webs?: number;
  workers?: number;
  ports: Record<string, number>;
  env: PartEnvironment;
  crew: Crew;
  extras: Pick<Launch, "ledger" | "signal">;
  notice: (text: string) => void;
}

/** Model, issuer, web and worker under supervision; returns the address of the web process. */
export async function processSteps(plan: ProcessPlan): Promise<string> {
  const how = plan.dev ? "dev" : "built";
  const port = plan.port || (await freePort());
  const webs = numbered("web", plan.webs);
  const workers = numbered("worker", plan.workers);
  for (const name of ["model", "issuer", ...[...webs, ...workers].map(metricsName)]) {
    plan.ports[name] = await freePort(plan.ports[name]);
  }
  const env = { ...plan.env, ...languageModel(plan.ports.model ?? 0) };
  const webEnv = {
    ...env,
    ...localIssuer(plan),
    PORT: String(port),
    ...(webs.length > 1 ? { PORT_SHARED: "true" } : {}),
  };
  const address = `http://127.0.0.1:${port}`;
  const metricsOf = (name: string) => ({ METRICS_PORT: String(plan.ports[metricsName(name)]) });
  const web = (name: string) =>
    processStep(plan, { ...webPart({ ...webEnv, ...metricsOf(name) }, how), name }, address);
  const worker = (name: string) => {
    const metrics = metricsOf(name);
    const part = { ...workerPart({ ...env, ...metrics }, how), name };
    return processStep(plan, part, `metrics on 127.0.0.1:${metrics.METRICS_PORT}`);
  };
  await together(
    hasOwnModel() ? ownModelStep() : scriptedModelStep(plan),
    ...(usesLocalIssuer() ? [localIssuerStep(plan, port)] : []),
    ...webs.map(web),
    ...workers.map(worker),
  );
  return address;
}

/** `web`, `web-2`, `web-3`, … */
const numbered = (name: string, count = 1): string[] =>
  Array.from({ length: count }, (_, index) => (index === 0 ? name : `${name}-${index + 1}`));

const metricsName = (name: string) => `${name}Metrics`;

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

/** Anybody may be anybody at the local issuer: production has its own, or none. */
export const usesLocalIssuer = () =>
  process.env.AMIANAI_ENV !== "production" &&
  !process.env.OIDC_ISSUER &&
  !process.env.COGNITO_USER_POOL_ID;

const issuerKeysFile = ({ folder }: ProcessPlan) => join(folder, "issuer.json");

/** Kept from start to start with its port, so that accounts stay the same. */
function localIssuer(plan: ProcessPlan): PartEnvironment {
  if (!usesLocalIssuer()) return {};
  return {
    OIDC_ISSUER: `http://127.0.0.1:${plan.ports.issuer}`,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET: keptIssuerKeys(issuerKeysFile(plan)).clientSecret,
  };
}

function localIssuerStep(plan: ProcessPlan, webPort: number): Promise<void> {
  const port = String(plan.ports.issuer);
  const own = process.env.PUBLIC_URL;
  const sites = ["127.0.0.1", "localhost"].map((host) => `http://${host}:${webPort}`);
  const env = {
    PORT: port,
    ISSUER_KEYS: issuerKeysFile(plan),
    ISSUER_SITES: [...sites, ...(own ? [new URL(own).origin] : [])].join(","),
  };
  return processStep(plan, issuerPart(env), `local, on 127.0.0.1:${port}`);
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
    const rank = name === "model" || name === "issuer" ? "model" : "processes";
    plan.crew.add(rank, await supervise(name, () => launch(full), plan.notice));
    detail(about);
  });
}
