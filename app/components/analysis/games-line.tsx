import type { Analysis } from "../../services/analysis.server.ts";
import { count, counted } from "../format.ts";

/** How many games stand behind the figures, and which do not. */
export function GamesLine({ games, batch }: Pick<Analysis, "games" | "batch">) {
  const { fitting, analysed, excluded } = games;
  return (
    <div className="measure py-6">
      <p>
        <span className="figure">{count(analysed)}</span> of {counted(fitting, "game")} count. A
        game is one guess by a person.
      </p>
      {excluded.length > 0 ? (
        <ul className="mt-2 text-small text-muted">
          {excluded.map(({ rule, version, n }) => (
            <li key={rule}>
              <span className="figure">{count(n)}</span> left out by {rule} {version}
            </li>
          ))}
        </ul>
      ) : null}
      <p className="mt-2 text-small text-muted">
        Figures move on by at least twenty games at a time, so that no single match can be read off.{" "}
        {batch.waiting > 0
          ? `${counted(batch.waiting, "game")} ${batch.waiting === 1 ? "waits" : "wait"} for the next batch.`
          : "No game waits."}
      </p>
    </div>
  );
}
