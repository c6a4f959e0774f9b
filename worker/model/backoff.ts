/** Real milliseconds; each further wait may be twice as long, up to the last. */
const FIRST_MS = 250;
const LONGEST_MS = 4000;

/**
 * How long to wait before a try is repeated: exponential with full jitter
 * (Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog 2015).
 * @param tried tries that failed so far, from 1
 * @param chance from 0 to 1
 */
export function backoffMs(tried: number, chance: number): number {
  return chance * Math.min(LONGEST_MS, FIRST_MS * 2 ** (tried - 1));
}

/**
 * Milliseconds that a provider asks to be left alone for; null where it does not say.
 * `Retry-After` holds seconds or a date (RFC 9110, section 10.2.3); `retry-after-ms` is OpenAI's own.
 */
export function retryAfterMs(headers: Headers | undefined, now: number): number | null {
  const exact = amount(headers?.get("retry-after-ms"));
  if (exact !== null) return exact;
  const said = headers?.get("retry-after");
  const seconds = amount(said);
  if (seconds !== null) return seconds * 1000;
  const at = said && /^[A-Z]/i.test(said) ? Date.parse(said) : NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function amount(text: string | null | undefined): number | null {
  if (!text?.trim()) return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}
