import type { ModelState } from "../../services/model-state.server.ts";
import { count } from "../format.ts";
import { DataTable } from "../data-table.tsx";
import { Moment } from "./moment.tsx";

export function CallTables({ hours, outcomes }: Pick<ModelState, "hours" | "outcomes">) {
  return (
    <>
      <DataTable
        caption="Calls of the last hours"
        head={["Hour", "Calls", "Errors", "Median answer", "Tokens"]}
        rows={hours.map(({ hour, calls, errors, medianMs, tokens }) => ({
          key: hour,
          cells: [
            <Moment key="hour" at={hour} />,
            count(calls),
            count(errors),
            medianMs === null ? "none" : `${count(Math.round(medianMs))} ms`,
            count(tokens),
          ],
        }))}
        empty="No model was called in the last twelve hours."
      />
      <h3 className="mt-8 mb-2 font-semibold">What came of them</h3>
      <DataTable
        caption="Calls of the last hours by what came of them"
        head={["Provider", "Model", "Outcome", "Calls"]}
        rows={outcomes.map(({ provider, model, error, calls }) => ({
          key: `${provider} ${model} ${error ?? ""}`,
          cells: [provider, model, error ?? "answered", count(calls)],
        }))}
        empty="Nothing yet."
      />
    </>
  );
}
