import { APIConnectionError, APIError } from "openai";
import { retryAfterMs } from "./backoff.ts";
import { failure, type Outcome } from "./call.ts";

/** A call that threw, as a short code: never the provider's text, which may hold the prompt. */
export function faultOf(error: unknown, now: number): Outcome {
  if (error instanceof SyntaxError) return failure("malformed");
  if (error instanceof APIConnectionError || !(error instanceof APIError))
    return failure("connection");
  const status: unknown = error.status;
  if (typeof status !== "number") return failure("connection");
  const headers: unknown = error.headers;
  const rest = headers instanceof Headers ? retryAfterMs(headers, now) : null;
  return failure(codeOf(status), { retryAfterMs: rest });
}

function codeOf(status: number): string {
  if (status === 401 || status === 403) return "key-refused";
  if (status === 404) return "model-unknown";
  if (status === 429) return "rate-limited";
  if (status === 400 || status === 413 || status === 422) return "bad-request";
  return `status-${status}`;
}

/** Whether the same model may well answer the next time. */
export function isPassing(error: string): boolean {
  const theirs = ["connection", "timeout", "rate-limited", "malformed"];
  const ours = ["empty", "too-long", "unsupported"];
  return [...theirs, ...ours].includes(error) || /^status-(408|409|425|5\d\d)$/.test(error);
}

/** Whether it is the provider that is at fault, rather than what it was asked. */
export function isProviders(error: string): boolean {
  const theirs = ["connection", "timeout", "rate-limited", "malformed", "key-refused"];
  return [...theirs, "model-unknown"].includes(error) || error.startsWith("status-5");
}
