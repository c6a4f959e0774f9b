import { revealedFigures } from "../../db/queries/figures.ts";
import { wilson } from "../../game/statistics.ts";
import type { AppLoadContext } from "../context.server.ts";
import { orUnavailable } from "./outage.ts";
import type { Interval } from "./profile.server.ts";

/** All guesses are counted for it: often enough for a front page. */
const KEPT_MS = 10_000;

/** What was played here, in revealed matches only. */
export async function installationFigures({
  stores,
  memo,
}: Pick<AppLoadContext, "stores" | "memo">): Promise<{
  matches: number;
  guesses: number;
  accuracy: Interval | null;
}> {
  const load = () => revealedFigures(stores.database);
  const { matches, guesses, decided, correct } = await orUnavailable(
    memo.keep("figures", KEPT_MS, load),
  );
  const { rate, low, high } = wilson(correct, decided);
  return { matches, guesses, accuracy: rate === null ? null : { rate, low, high, n: decided } };
}
