import { randomUUID } from "node:crypto";
import type { Response } from "express";
import type { Received } from "../api/receive.ts";

/** What the chain has found out about a request, for the route's context. */
export interface Notes {
  requestId: string;
  /** When the request came, epoch milliseconds. */
  arrivedAt: number;
  cspNonce: string;
  method: string;
  received: Received | null;
}

const notes = new WeakMap<Response, Notes>();

export function notesOf(response: Response): Notes {
  const known = notes.get(response);
  if (known) return known;
  const { method } = response.req;
  const arrivedAt = Date.now();
  const fresh: Notes = {
    requestId: randomUUID(),
    arrivedAt,
    cspNonce: "",
    method,
    received: null,
  };
  notes.set(response, fresh);
  return fresh;
}
