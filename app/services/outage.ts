/** Postgres going away, starting or refusing connections, what stood still, and the network to it. */
const OUTAGE_CODES =
  /^(25P03|57P0[1-3]|08\d{3}|53\d{3}|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|ENOENT)$/;

/** What `pg` says without a code. */
const OUTAGE_WORDS =
  /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Query read timeout/i;

const SECONDS_UNTIL_RETRY = 2;
const PAGE_PATIENCE_MS = 8000;

export class TookTooLong extends Error {}

/** Whether an error says that Postgres cannot be reached, not that something is wrong here. */
export function isOutage(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; depth++) {
    if (cause instanceof TookTooLong) return true;
    const code = "code" in cause ? String(cause.code) : "";
    if (OUTAGE_CODES.test(code) || OUTAGE_WORDS.test(cause.message)) return true;
    cause = cause.cause;
  }
  return false;
}

/** Gives work up that has not ended in time. What it does to Postgres may still happen. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a page needs from Postgres; where that is away the page is a 503 and no error of ours. */
export async function orUnavailable<T>(work: Promise<T>): Promise<T> {
  try {
    return await within(PAGE_PATIENCE_MS, work);
  } catch (error) {
    if (!isOutage(error)) throw error;
    throw new Response(null, {
      status: 503,
      statusText: "Service Unavailable",
      headers: { "Retry-After": String(SECONDS_UNTIL_RETRY) },
    });
  }
}
