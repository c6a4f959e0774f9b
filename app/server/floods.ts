import type { RequestHandler } from "express";
import { LRUCache } from "lru-cache";
import { refusalParts, refuse } from "../api/refusals.ts";

/** Addresses that are remembered at a time. */
const MOST = 20_000;

interface Bucket {
  left: number;
  at: number;
}

/**
 * Turns away what an address asks beyond so many requests a second, before anything is done for
 * it: a bucket that fills while the address pauses, so that a page comes with all its files. What is
 * turned away is owed, up to a second's worth, so that a flood that goes on stays out. Kept by each process for itself: a flood must not reach Redis.
 * @param secured the headers that every reply with data carries, the one that turns away too
 */
export function floodGate(perSecond: number, secured: ReadonlyMap<string, string>): RequestHandler {
  const buckets = new LRUCache<string, Bucket>({ max: MOST });
  const { status, headers, body } = refusalParts(refuse("rate/too-many"));
  // All of it is made once: turning away has to cost next to nothing.
  const told = Object.entries({
    ...Object.fromEntries(secured),
    ...headers,
    "Content-Length": String(Buffer.byteLength(body)),
  }).flat();
  const enter = (address: string, bucket: Bucket) => {
    buckets.set(address, bucket);
    return bucket;
  };
  return (request, response, next) => {
    const address = request.ip ?? "";
    const now = performance.now();
    const bucket = buckets.get(address) ?? enter(address, { left: perSecond, at: now });
    const filled = Math.min(perSecond, bucket.left + ((now - bucket.at) / 1000) * perSecond);
    // Changed in its place: setting it anew costs a good part of a request.
    bucket.left = Math.max(-perSecond, filled - 1);
    bucket.at = now;
    if (filled >= 1) {
      next();
      return;
    }
    response.writeHead(status, told).end(body);
  };
}
