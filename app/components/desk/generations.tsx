import type { OpenedCase } from "../../services/desk.server.ts";
import { DataTable } from "../data-table.tsx";
import { count } from "../format.ts";
import { second } from "./desk-words.ts";

type File = NonNullable<OpenedCase["file"]>;

/** Every call of a model for the seats of this match. */
export function Generations({ file: { generations, seats } }: { file: File }) {
  const label = (seatId: string) => seats.find(({ id }) => id === seatId)?.label ?? "";
  return (
    <DataTable
      look="desk"
      caption="Calls of models"
      empty="No model spoke here."
      head={["Time", "Seat", "For", "Model", "Prompt", "Latency", "Tokens", "Cost", "Outcome"]}
      rows={generations.map((one) => ({
        key: one.id,
        cells: [
          second(one.at),
          label(one.seatId),
          `${one.purpose} ${one.attempt}${one.hedged ? " (beside a slow one)" : ""}`,
          <span key="model">
            {one.model} <span className="text-muted">{one.provider}</span>
          </span>,
          <span key="prompt" title={one.promptSha256}>
            {one.promptSha256.slice(0, 8)}
          </span>,
          `${count(one.latencyMs)} ms`,
          `${one.promptTokens ?? "–"} + ${one.completionTokens ?? "–"}`,
          one.cost === null ? "–" : `$${one.cost.toFixed(5)}`,
          one.error ?? "answered",
        ],
      }))}
    />
  );
}
