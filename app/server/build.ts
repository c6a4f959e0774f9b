import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RequestHandler } from "express";
import type { ServerBuild } from "@remix-run/node";
import type { Logger } from "pino";
import { isOutage } from "../services/outage.ts";
import { builtAssets } from "./assets.ts";

/** Where the routes come from, and the files that belong to them. */
export interface Site {
  build: () => Promise<ServerBuild>;
  assets: RequestHandler[];
  close: () => Promise<void>;
}

/** The site as it was built. */
export async function builtSite(root: string, log: Logger): Promise<Site> {
  const file = pathToFileURL(join(root, "build", "server", "index.js")).href;
  const loaded: unknown = await import(file);
  if (!isBuild(loaded)) throw new Error("build/server is not a build of this site");
  const build = withErrorLog(loaded, log);
  return {
    build: () => Promise.resolve(build),
    assets: builtAssets(root),
    close: () => Promise.resolve(),
  };
}

/** The site as it is being written, reloaded as its files change. */
export async function devSite(root: string, log: Logger): Promise<Site> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root, server: { middlewareMode: true } });
  return {
    async build() {
      const loaded = await vite.ssrLoadModule("virtual:remix/server-build");
      if (!isBuild(loaded)) throw new Error("the development server has no build of this site");
      return withErrorLog(loaded, log);
    },
    assets: [vite.middlewares],
    close: () => vite.close(),
  };
}

function isBuild(loaded: unknown): loaded is ServerBuild {
  return typeof loaded === "object" && loaded !== null && "routes" in loaded && "entry" in loaded;
}

/** Errors of pages go to the log like all others; who left, or asked for nothing, made none. */
function withErrorLog(build: ServerBuild, log: Logger): ServerBuild {
  const { module } = build.entry;
  return {
    ...build,
    entry: {
      ...build.entry,
      module: {
        ...module,
        handleError(error, { request, context }) {
          if (request.signal.aborted || isClientError(error)) return;
          const { requestId } = context;
          if (isOutage(error)) log.warn({ requestId, err: error }, "the stores do not answer");
          else log.error({ requestId, err: error }, "a page failed");
        },
      },
    },
  };
}

function isClientError(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("status" in error)) return false;
  return typeof error.status === "number" && error.status < 500;
}
