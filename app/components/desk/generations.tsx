import type { OpenedCase } from "../../services/desk.server.ts";
import { count } from "../format.ts";
import { second } from "./desk-words.ts";

type File = NonNullable<OpenedCase["file"]>;

/** Every call of a model for the seats of this match. */
export function Generations({ file: { generations, seats } }: { file: File }) {
  if (generations.length === 0) return <p className="text-muted">No model spoke here.</p>;
  const label = (seatId: string) => seats.find(({ id }) => id === seatId)?.label ?? "";
  const head = ["Time", "Seat", "For", "Model", "Prompt", "Latency", "Tokens", "Cost", "Outcome"];
  return (
    <div className="desk-scroll" role="region" aria-label="Calls of models" tabIndex={0}>
      <table className="desk-table">
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {generations.map((one) => (
            <tr key={one.id}>
              <td>{second(one.at)}</td>
              <td>{label(one.seatId)}</td>
              <td>
                {one.purpose} {one.attempt}
                {one.hedged ? " (beside a slow one)" : ""}
              </td>
              <td>
                {one.model} <span className="text-muted">{one.provider}</span>
              </td>
              <td title={one.promptSha256}>{one.promptSha256.slice(0, 8)}</td>
              <td>{count(one.latencyMs)} ms</td>
              <td>
                {one.promptTokens ?? "–"} + {one.completionTokens ?? "–"}
              </td>
              <td>{one.cost === null ? "–" : `$${one.cost.toFixed(5)}`}</td>
              <td>{one.error ?? "answered"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
