import type { MatchesAtOnce } from "../matches-at-once.ts";
import type { FaultSite, Parts } from "../fault-site.ts";

/** Something that breaks while matches run, and is mended. */
export interface Fault {
  /** In one sentence. */
  about: string;
  /** What has to run for it, made anew for every run. */
  parts: () => Promise<Parts> | Parts;
  /** Breaks it, waits, and mends it; matches are in their middle. */
  strike: (site: FaultSite, matches: MatchesAtOnce) => Promise<void>;
  /** Why it cannot be tried on this machine; null where it can. */
  impossible?: () => string | null;
}

/** A web process and a worker of which there is one more. */
export const TWO_OF_EACH = { webs: 2, workers: 2 } as const;

/** How long a part that is killed is away; real ms. */
export const DOWN_MS = 700;

export function first<T>(parts: readonly T[]): T {
  const [one] = parts;
  if (one === undefined) throw new Error("no such part runs");
  return one;
}

/** The Postgres of the site's own, where its parts ask for one. */
export function postgresOf({ postgres }: FaultSite) {
  if (!postgres) throw new Error("a Postgres of its own expected");
  return postgres;
}
