import type { Database } from "../../db/client.ts";
import { dayOf, type Spend, spendOfMatch } from "../../db/queries/generations.ts";
import { readSwitch, spendOfDay } from "../../db/queries/spend.ts";
import type { Asker } from "./ask.ts";
import type { Call } from "./call.ts";

/** At most so much, of a match and of a UTC day; undefined for no limit. */
interface Limits {
  matchTokens?: number;
  matchCost?: number;
  dayTokens?: number;
  dayCost?: number;
}

export interface Budget {
  /** Why an ask must not be made; null where it may. Calls under way are not foreseen. */
  refusal(ask: { asker: Pick<Asker, "matchId"> }): Promise<string | null>;
  /** Calls count at once, before they are written down. */
  note(call: Call): void;
}

interface BudgetOptions {
  database: Database;
  limits: Limits;
  /** What waits to be written, and so is not yet to be read. */
  unwritten: (matchId?: string) => Spend;
  onError: (error: unknown) => void;
}

/** The switch and the day's spending are read once a second at most. */
const FRESH_MS = 1000;

/** Holds spending to its limits. What cannot be read refuses nothing. */
export function openBudget({ database, limits, unwritten, onError }: BudgetOptions): Budget {
  let on = true;
  let day = { tokens: 0, cost: 0 };
  let readAt = -Infinity;
  let reading: Promise<void> | null = null;

  const read = async () => {
    readAt = performance.now();
    const before = unwritten();
    const counted = day;
    const [toggle, spent] = await Promise.all([
      readSwitch(database),
      spendOfDay(database, dayOf(new Date())),
    ]);
    // What was noted while Postgres answered may not be in its answer.
    day = sum(sum(spent, before), difference(day, counted));
    on = toggle?.on ?? true;
  };

  return {
    async refusal({ asker }) {
      if (performance.now() - readAt >= FRESH_MS)
        reading = read()
          .catch(onError)
          .finally(() => (reading = null));
      await reading;
      if (!on) return "switched-off";
      if (isSpent(day, limits.dayTokens, limits.dayCost)) return "budget-day";
      const { matchTokens, matchCost } = limits;
      if (matchTokens === undefined && matchCost === undefined) return null;
      const waiting = unwritten(asker.matchId);
      const written = await spendOfMatch(database, asker.matchId).catch(onError);
      const match = written ? sum(written, waiting) : waiting;
      return isSpent(match, matchTokens, matchCost) ? "budget-match" : null;
    },
    note({ usage, cost }) {
      const tokens = (usage?.promptTokens ?? 0) + (usage?.completionTokens ?? 0);
      day = sum(day, { tokens, cost: cost ?? 0 });
    },
  };
}

function isSpent({ tokens, cost }: Spend, mostTokens = Infinity, mostCost = Infinity): boolean {
  return tokens >= mostTokens || cost >= mostCost;
}

function sum(a: Spend, b: Spend): Spend {
  return { tokens: a.tokens + b.tokens, cost: a.cost + b.cost };
}

function difference(a: Spend, b: Spend): Spend {
  return { tokens: a.tokens - b.tokens, cost: a.cost - b.cost };
}
