import type { FilePlayer } from "../../../db/queries/case-file.ts";
import type { OpenedCase } from "../../services/desk.server.ts";
import { counted, day } from "../format.ts";
import { Shape } from "../shape.tsx";
import { TextLink } from "../text-link.tsx";
import { CATEGORIES, DONE } from "./desk-words.ts";

type File = NonNullable<OpenedCase["file"]>;

/** Who sat here, and what is known of them besides. */
export function CasePeople({ file: { seats, players } }: { file: File }) {
  const first = seats.filter(({ round }) => round === 1);
  return (
    <ul className="grid gap-6">
      {first.map(({ id, label, kind, name, playerId, leftAt }) => {
        const player = players.find((one) => one.id === playerId);
        return (
          <li key={id}>
            <p className="flex items-baseline gap-2">
              <Shape state={kind} size={14} label={kind === "ai" ? "AI" : "Human"} />
              <b>{name}</b> <span className="figure text-muted">{label}</span>
              {leftAt ? <span className="text-small text-muted">left</span> : null}
            </p>
            {player ? (
              <Known player={player} />
            ) : (
              <p className="text-small text-muted">A persona</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Known({ player }: { player: FilePlayer }) {
  const { guest, since, matches, formerHandles, reports, sanctions } = player;
  return (
    <div className="text-small">
      <p className="text-muted">
        {guest ? "Guest" : "Player"} since {day(since)}, {counted(matches, "match", "matches")}
        {formerHandles.length > 0 ? `; before as ${formerHandles.join(", ")}` : ""}
      </p>
      <p className={reports.length > 0 ? "" : "text-muted"}>
        {reports.length > 0
          ? `Reported elsewhere: ${reports.map(({ category, count }) => `${CATEGORIES[category]} ${count}`).join(", ")}`
          : "Not reported elsewhere"}
      </p>
      {sanctions.length > 0 ? (
        <ul>
          {sanctions.map(({ caseId, action, at, until, undone }) => (
            <li key={`${caseId} ${at}`}>
              <TextLink to={`/desk/cases/${caseId}`}>
                {DONE[action]} {day(at)}
              </TextLink>
              {until ? ` until ${day(until)}` : action === "ban" ? " for good" : ""}
              {undone ? ", taken back" : ""}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">Never sanctioned</p>
      )}
    </div>
  );
}
