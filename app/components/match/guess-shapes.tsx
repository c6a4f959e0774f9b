import { Shape } from "../shape.tsx";
import type { Choice } from "./belief-words.ts";

interface GuessShapesProps {
  pAi: number;
  between: Choice | undefined;
}

/** What the slider bends: the partner, or the two witnesses against each other. */
export function GuessShapes({ pAi, between }: GuessShapesProps) {
  if (!between) return <Shape pAi={pAi} className="guess-shape" />;
  return (
    <div className="guess-pair" aria-hidden>
      {[
        { letter: between.first, p: pAi },
        { letter: between.second, p: 1 - pAi },
      ].map(({ letter, p }) => (
        <figure key={letter}>
          <Shape pAi={p} size={112} />
          <figcaption>{letter}</figcaption>
        </figure>
      ))}
    </div>
  );
}
