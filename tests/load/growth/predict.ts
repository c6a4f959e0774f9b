import { createRandom } from "../../../game/random.ts";
import { APPEARS_AFTER_MS } from "../../../game/release.ts";
import { type Costs, MESSAGES_PER_MATCH_SECOND } from "./costs.ts";
import { simulate } from "./simulate.ts";
import { type Layout, type Load, siteOf } from "./sites.ts";

const SEED = "9807ca9ac0de9807ca9ac0de9807ca9a";
const SECONDS = 60;

export interface Prediction {
  matches: number;
  /** Milliseconds from a message's coming in to its frame. */
  p50: number;
  p99: number;
  /** Cores busy, by machine. */
  busy: ReadonlyMap<string, number>;
}

type Crowd = Omit<Load, "messagesPerSecond"> & { matches: number };

/** How long messages take on a site with so many live matches, by simulation of its queues. */
export function predict(layout: Layout, costs: Costs, { matches, ...rest }: Crowd): Prediction {
  const load = { messagesPerSecond: matches * MESSAGES_PER_MATCH_SECOND, ...rest };
  const random = createRandom(SEED, "queues", matches);
  const { latencies, busy } = simulate(siteOf(layout, costs, load), SECONDS, random);
  const times = ["message of a person", "message of a bot"]
    .flatMap((name) => latencies.get(name) ?? [])
    // A message appears at its moment, or later where it is heard of later.
    .map((ms) => Math.max(ms, APPEARS_AFTER_MS))
    .toSorted((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))];
  return { matches, p50: at(0.5) ?? NaN, p99: at(0.99) ?? NaN, busy };
}

const STEP = 1.1;
const BUDGET_MS = 100;

/** The most live matches that a site holds within the budget of 100 ms (p99). */
export function capacity(layout: Layout, costs: Costs, load: Omit<Crowd, "matches">): Prediction {
  let held = predict(layout, costs, { matches: 100, ...load });
  for (;;) {
    const more = predict(layout, costs, { matches: Math.round(held.matches * STEP), ...load });
    if (!(more.p99 <= BUDGET_MS)) return held;
    held = more;
  }
}
