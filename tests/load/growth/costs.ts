import type { Report } from "../report/report.ts";

/** Milliseconds of a core that one message costs, with everything that goes with it. */
export interface Costs {
  web: number;
  worker: number;
  postgres: number;
  redis: number;
  model: number;
  /** The people's side; on real machines it is elsewhere. */
  crowd: number;
}

export const MESSAGES_PER_MATCH_SECOND = 200 / 2400;

/** What a crowd's run has cost. */
export function costsOf({ processes, perSecond }: Report): Costs {
  const cores = (name: string) =>
    Object.entries(processes)
      .filter(([process]) => process.split(" ")[0] === name)
      .reduce((sum, [, used]) => sum + used.cores, 0);
  const each = (name: string) => (1000 * cores(name)) / perSecond.messages;
  return {
    web: each("web"),
    worker: each("worker"),
    postgres: each("postgres"),
    redis: each("redis"),
    model: each("model"),
    crowd: each("crowd"),
  };
}
