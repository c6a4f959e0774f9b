import { lengthOf } from "./utterance.ts";

/** The longest value that a recruiter's link may carry, in characters. */
const LONGEST = 200;

export type Recruiting =
  | { ok: true; params: Record<string, string> }
  /** The parameter that cannot be taken as it is. */
  | { ok: false; name: string };

/**
 * What a recruiter's link says of a participant: the parameters that the design names, as text.
 * One that comes with two values, has control characters or is longer than 200 characters spoils the
 * link; one that is missing or empty is left out, and all others are passed over.
 * @param given values by name, as often as each came
 */
export function recruitingOf(
  names: readonly string[],
  given: Readonly<Record<string, readonly string[]>>,
): Recruiting {
  const params: Record<string, string> = {};
  for (const name of names) {
    const values = [...new Set(Object.hasOwn(given, name) ? given[name] : [])];
    const [value = ""] = values;
    const trimmed = value.normalize("NFC").trim();
    if (values.length > 1 || !isPlain(trimmed)) return { ok: false, name };
    if (trimmed !== "") params[name] = trimmed;
  }
  return { ok: true, params };
}

/** Neither control and format characters, which show as nothing, nor halves of a character. */
function isPlain(text: string): boolean {
  return lengthOf(text) <= LONGEST && !/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(text);
}
