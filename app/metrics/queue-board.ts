import { createBullBoard } from "@bull-board/api";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import type { AppViewRoute } from "@bull-board/api/typings/app";
import { ExpressAdapter } from "@bull-board/express";
import { Queue } from "bullmq";
import express, { type Express, type RequestHandler } from "express";
import type { Redis } from "ioredis";
import { JOB_NAMES } from "../../db/queues.ts";

const HEADERS = {
  // Whatever the board's page asks for, nothing but this server is ever asked.
  "Content-Security-Policy":
    "default-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;frame-ancestors 'none'",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** Links of the board's page to other hosts, such as that of its typeface. */
const FOREIGN_LINKS = /<link[^>]+href="https?:[^>]*>/g;

interface QueueBoard {
  /** Where it stands. */
  path: string;
  redis: Redis;
  prefix: string;
  onError: (error: Error) => void;
}

/** What waits in the queues, job by job; to be looked at, not to be changed. */
export function queueBoard({ path, redis, prefix, onError }: QueueBoard): Express {
  const adapter = new LocalAdapter();
  adapter.setBasePath(path);
  createBullBoard({
    queues: JOB_NAMES.map((name) => {
      const queue = new Queue(name, { connection: redis, prefix, skipMetasUpdate: true });
      queue.on("error", onError);
      return new BullMQAdapter(queue, { readOnlyMode: true, allowRetries: false });
    }),
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: "AmIAnAI: queues" } },
  });
  const app = express();
  app.disable("x-powered-by");
  app.use(path, readOnly, adapter.board);
  return app;
}

const readOnly: RequestHandler = (request, response, next) => {
  response.set(HEADERS);
  if (request.method === "GET" || request.method === "HEAD") next();
  else response.status(405).set("Allow", "GET, HEAD").type("text/plain").send("for reading only\n");
};

/** The board's page without what it would load from elsewhere. */
class LocalAdapter extends ExpressAdapter {
  get board(): Express {
    return this.app;
  }

  override setEntryRoute(entry: AppViewRoute): this {
    this.app.get(entry.route, (_request, response, next) => {
      const { name, params } = entry.handler({
        basePath: this.basePath,
        uiConfig: this.uiConfig,
      });
      response.render(name, params, (error: Error | null, page?: string) => {
        if (error) next(error);
        else response.send(page?.replace(FOREIGN_LINKS, ""));
      });
    });
    return this;
  }
}
