import { freePort } from "../../infra/local/process/ports.ts";
import { type Started, startModel, startWeb, startWorker } from "../stores.ts";

export type SiteEnv = Record<string, string> & {
  DATABASE_URL: string;
  REDIS_URL: string;
  REDIS_PREFIX: string;
};

export interface Site {
  url: string;
  env: SiteEnv;
  model: Started;
  webs: Started[];
  workers: Started[];
  stop(): Promise<void>;
}

/** Several web processes on one port, several workers, and one scripted model for all of them. */
export async function startSite(env: SiteEnv, webs: number, workers: number): Promise<Site> {
  const { NODE_OPTIONS } = env;
  const model = await startModel({ env: NODE_OPTIONS === undefined ? {} : { NODE_OPTIONS } });
  const port = String(await freePort());
  const shared = { ...env, PORT: port, ...(webs > 1 ? { PORT_SHARED: "true" } : {}) };
  const several = <T>(count: number, begin: () => Promise<T>) =>
    Promise.all(Array.from({ length: count }, begin));
  const [webParts, workerParts] = await Promise.all([
    several(webs, () => startWeb({ env: shared })),
    several(workers, () => startWorker({ env: { ...env, OPENAI_BASE_URL: model.url } })),
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    env,
    model,
    webs: webParts,
    workers: workerParts,
    async stop() {
      await Promise.all([...webParts, ...workerParts].map((part) => part.stop()));
      await model.stop();
    },
  };
}
