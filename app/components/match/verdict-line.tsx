import type { MatchView, RevealView } from "../../api/schemas.ts";
import { Shape } from "../shape.tsx";
import { beliefWords } from "./belief-words.ts";
import { shownGuesses } from "./reveal-facts.ts";
import { cssValues } from "./css-values.ts";

interface VerdictLineProps {
  view: MatchView;
  reveal: RevealView;
}

/** Both guesses on one line from square to circle. */
export function VerdictLine({ view, reveal }: VerdictLineProps) {
  const guesses = shownGuesses(view, reveal);
  if (guesses.length === 0) return null;
  return (
    <div className="verdict">
      <Shape pAi={1} size={24} label="AI" />
      <ul className="verdict-track">
        {guesses.map(({ by, about, pAi, mine }) => (
          <li
            key={by}
            className="verdict-mark"
            data-mine={mine}
            style={cssValues({ "--at": 1 - pAi, "--p-ai": pAi })}
          >
            <Shape pAi={pAi} size={20} />
            <span className="verdict-words">
              {by} about {about} <b className="figure">{beliefWords(pAi)}</b>
            </span>
          </li>
        ))}
      </ul>
      <Shape pAi={0} size={24} label="Human" />
    </div>
  );
}
