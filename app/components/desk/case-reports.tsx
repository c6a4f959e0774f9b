import type { OpenedCase } from "../../services/desk.server.ts";
import { percent } from "../format.ts";
import { CATEGORIES, FLAGS, when } from "./desk-words.ts";
import { detailText } from "./case-transcript.tsx";

type File = NonNullable<OpenedCase["file"]>;

function naming({ seats }: File) {
  return (seatId: string | null) => {
    const seat = seats.find(({ id }) => id === seatId);
    return seat ? `${seat.name} (${seat.label})` : "the match";
  };
}

/** What people said about each other here, and what the platform noticed about the whole. */
export function CaseReports({ file }: { file: File }) {
  const name = naming(file);
  const atLarge = file.flags.filter(
    ({ messageId, refusedText }) => messageId === null && refusedText === null,
  );
  if (file.reports.length + atLarge.length === 0)
    return <p className="text-muted">No report; the marks below opened this case.</p>;
  return (
    <ul className="grid gap-4">
      {file.reports.map(({ id, category, bySeatId, aboutSeatId, note, at }) => (
        <li key={id}>
          <b>{CATEGORIES[category]}</b>: {name(bySeatId)} about {name(aboutSeatId)}
          <span className="block text-small text-muted">{when(at)}</span>
          {note ? <p className="desk-quote">{note}</p> : null}
        </li>
      ))}
      {atLarge.map(({ id, kind, seatId, detail, at }) => (
        <li key={id}>
          <b>{FLAGS[kind]}</b> (flag) about {name(seatId)}
          {detailText(detail)}
          <span className="block text-small text-muted">{when(at)}</span>
        </li>
      ))}
    </ul>
  );
}

export function CaseGuesses({ file }: { file: File }) {
  const name = naming(file);
  if (file.guesses.length === 0) return <p className="text-muted">Nobody guessed.</p>;
  return (
    <ul className="grid gap-3">
      {file.guesses.map(({ bySeatId, aboutSeatId, pAi, reason, at }) => (
        <li key={`${bySeatId} ${aboutSeatId}`}>
          {name(bySeatId)} on {name(aboutSeatId)}: AI <span className="figure">{percent(pAi)}</span>
          <span className="block text-small text-muted">{when(at)}</span>
          {reason ? <p className="desk-quote">{reason}</p> : null}
        </li>
      ))}
    </ul>
  );
}
