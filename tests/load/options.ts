/** The word that follows an option, or its default. */
export function readWord(args: readonly string[], name: string, fallback: string): string {
  const at = args.indexOf(name);
  return at < 0 ? fallback : (args[at + 1] ?? fallback);
}

/** The number that follows an option, or its default. @throws for what is no number above 0. */
export function readNumber(args: readonly string[], name: string, fallback: number): number {
  const at = args.indexOf(name);
  if (at < 0) return fallback;
  const value = Number(args[at + 1]);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`${name} needs a number above 0`);
}
