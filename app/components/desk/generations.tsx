import type { OpenedCase } from "../../services/desk.server.ts";
import { count } from "../format.ts";
import { DeskTable } from "./desk-table.tsx";
import { second } from "./desk-words.ts";

type File = NonNullable<OpenedCase["file"]>;

/** Every call of a model for the seats of this match. */
export function Generations({ file: { generations, seats } }: { file: File }) {
  if (generations.length === 0) return <p className="text-muted">No model spoke here.</p>;
  const label = (seatId: string) => seats.find(({ id }) => id === seatId)?.label ?? "";
  return (
    <DeskTable
      caption="Calls of models"
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
