import { FIELD_PREFIX } from "../../api/design-places.ts";
import { Notice } from "../notice.tsx";
import { fieldName } from "./design-words.ts";

interface ProblemListProps {
  problems: Readonly<Record<string, string>>;
  /** The page that has the fields, where it is another one. */
  page?: string;
}

/** What a draft lacks before it can start, each with a way to its field. */
export function ProblemList({ problems, page = "" }: ProblemListProps) {
  const entries = Object.entries(problems);
  if (entries.length === 0) return null;
  return (
    <Notice className="mt-6">
      <p className="font-semibold">Before it can start</p>
      <ul className="mt-1">
        {entries.map(([name, problem]) => (
          <li key={name} className="py-1">
            <a className="link" href={`${page}#${placeOf(name)}`}>
              {fieldName(name)}
            </a>
            : {problem}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** A field, or the part of the page that holds a list. */
function placeOf(name: string): string {
  return name === "arms" || name === "questionnaire" ? name : FIELD_PREFIX + name;
}
