import { pipeline } from "node:stream/promises";
import {
  type AppLoadContext,
  type ServerBuild,
  writeReadableStreamToWritable,
} from "@remix-run/node";
import type {
  Request as ExpressRequest,
  RequestHandler,
  Response as ExpressResponse,
} from "express";
import { apiRoutesOf } from "./api-routes.ts";
import { fetchRequest } from "./fetch-request.ts";

interface Dispatch {
  build: () => Promise<ServerBuild>;
  contextOf: (response: ExpressResponse) => AppLoadContext;
}

/**
 * Calls the API's resource routes as Remix would, without its search for nested routes and its
 * document handling: half of what a message costs. What is not found here goes on.
 */
export function dispatchApi({ build, contextOf }: Dispatch): RequestHandler {
  const dispatch = async (request: ExpressRequest, response: ExpressResponse) => {
    const route = apiRoutesOf(await build())(request.path);
    const handle = isRead(request.method) ? route?.module.loader : route?.module.action;
    if (!route || !handle) return false;
    const reply: unknown = await handle({
      request: fetchRequest(request, response),
      params: route.params,
      context: contextOf(response),
    });
    if (!(reply instanceof Response)) throw new TypeError("a resource route made no reply");
    await send(reply, request, response);
    return true;
  };
  return (request, response, next) => {
    if (!request.path.startsWith("/api/v1/")) next();
    else
      dispatch(request, response).then((answered) => {
        if (!answered) next();
      }, next);
  };
}

function isRead(method: string): boolean {
  return method === "GET" || method === "HEAD" || method === "OPTIONS";
}

async function send(reply: Response, request: ExpressRequest, response: ExpressResponse) {
  response.statusCode = reply.status;
  for (const [name, value] of reply.headers) response.appendHeader(name, value);
  if (reply.body === null) response.end();
  else if (request.method === "HEAD") {
    await reply.body.cancel();
    response.end();
  } else if (reply.headers.has("Content-Disposition")) {
    await pipeline(piecesOf(reply.body), response).catch((error: unknown) => {
      // Who breaks a download off may resume it.
      if (!response.destroyed) throw error;
    });
  } else if (isStream(reply.headers)) {
    response.flushHeaders();
    await writeReadableStreamToWritable(reply.body, response);
  } else response.end(await reply.text());
}

/** Documents of any length go no faster than they are taken. */
async function* piecesOf(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

function isStream(headers: Headers): boolean {
  return headers.get("Content-Type")?.startsWith("text/event-stream") === true;
}
