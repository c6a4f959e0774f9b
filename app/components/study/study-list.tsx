import type { StudyEntry } from "../../services/studies.server.ts";
import { day } from "../format.ts";
import { TextLink } from "../text-link.tsx";

/** The studies that a player takes part in or has. */
export function StudyList({ studies }: { studies: readonly StudyEntry[] }) {
  return (
    <ul>
      {studies.map(({ code, title, since, goesOn, withdrawn }) => (
        <li key={code} className="rule flex flex-wrap items-baseline gap-x-6 gap-y-1 py-3">
          <TextLink to={`/study/${code}`} className="inline-block py-2 font-semibold">
            {title}
          </TextLink>
          <span className="text-muted">since {day(since)}</span>
          <span className="text-muted">
            {withdrawn ? "consent withdrawn" : goesOn ? "goes on" : "ended"}
          </span>
          {withdrawn ? null : (
            <TextLink to={`/study/${code}/withdraw`} className="inline-block py-2 text-small">
              Withdraw your consent<span className="sr-only"> to {title}</span>
            </TextLink>
          )}
        </li>
      ))}
    </ul>
  );
}
