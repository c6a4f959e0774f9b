import type { Logger } from "pino";
import type { Stores } from "../db/stores.ts";
import type { Limits } from "./api/limits.ts";
import type { Received } from "./api/receive.ts";
import type { Env } from "./env.server.ts";
import type { Bearers } from "./issuer/bearers.ts";
import type { Issuer } from "./issuer/issuer.ts";
import type { LiveHub } from "./live/hub.ts";
import type { StreamPlaces } from "./live/places.ts";
import type { Health } from "./metrics/health.ts";
import type { Metrics } from "./metrics/metrics.ts";
import type { Memo } from "./services/memo.ts";
import type { SessionBook } from "./services/session-book.ts";

/*
 * What the server hands to every loader and action. All state of the process travels by it: the
 * built routes hold copies of modules, not of what these modules have opened.
 */
declare module "@remix-run/node" {
  interface AppLoadContext {
    stores: Stores;
    env: Env;
    log: Logger;
    limits: Limits;
    hub: LiveHub;
    streamPlaces: StreamPlaces;
    metrics: Metrics;
    health: Health;
    memo: Memo;
    sessions: SessionBook;
    /** Who signs people in; null where nobody does. */
    issuer: Issuer | null;
    bearers: Bearers;
    /** Nonce of this reply's content security policy. */
    cspNonce: string;
    requestId: string;
    /** When the request came, epoch milliseconds. */
    arrivedAt: number;
    /** Where the request came from, past the proxies that are trusted. */
    address: string;
    /** The request's own method: Remix knows only some. */
    method: string;
    /** The body of an API request, read and bounded already. */
    received: Received | null;
    /** Bytes of the reply that the network has not taken yet. */
    backlog: () => number;
  }
}

export type { AppLoadContext } from "@remix-run/node";
