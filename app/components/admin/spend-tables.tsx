import type { ModelState } from "../../services/model-state.server.ts";
import { count, day } from "../format.ts";
import { DataTable } from "../data-table.tsx";
import { Facts } from "./facts.tsx";

const dollars = (cost: number) => `$${cost.toFixed(4)}`;

export function SpendTables({
  today,
  days,
  matches,
  workers,
}: Pick<ModelState, "today" | "days" | "matches" | "workers">) {
  const limit = workers[0]?.limits ?? {};
  return (
    <>
      <Facts>
        {[
          ["Today, tokens", used(count(today.tokens), limit.dayTokens, count)],
          ["Today, cost", used(dollars(today.cost), limit.dayCost, dollars)],
        ]}
      </Facts>
      <h3 className="mt-8 mb-2 font-semibold">By day</h3>
      <DataTable
        caption="Spending by day"
        head={["Day (UTC)", "Tokens", "Cost"]}
        rows={days.map((spent) => ({
          key: spent.day,
          cells: [day(spent.day), count(spent.tokens), dollars(spent.cost)],
        }))}
        empty="No model was ever paid for here."
      />
      <h3 className="mt-8 mb-2 font-semibold">The dearest ended matches of the last day</h3>
      <DataTable
        caption="The dearest ended matches of the last day"
        head={["Match", "Calls", "Tokens", "Cost"]}
        rows={matches.map(({ matchId, calls, tokens, cost }) => ({
          key: matchId,
          cells: [
            <span key="id" className="figure">
              {matchId}
            </span>,
            count(calls),
            count(tokens),
            dollars(cost),
          ],
        }))}
        empty="No match of the last day has asked a model."
      />
      <p className="measure mt-4 text-small text-muted">
        Costs are counted by the price list of the platform, for the models that it knows.
      </p>
    </>
  );
}

function used(text: string, limit: number | undefined, say: (value: number) => string): string {
  return limit === undefined ? `${text}, without a limit` : `${text} of ${say(limit)}`;
}
