import type { Profile } from "../../services/profile.server.ts";
import { decimal, signed } from "../format.ts";
import { PointsMean } from "./points-mean.tsx";
import { Rating } from "./rating.tsx";
import { ShareStat } from "./share-stat.tsx";
import { Stat } from "./stat.tsx";

export function DetectiveStats({ detective }: { detective: Profile["detective"] }) {
  const { accuracy, dPrime, criterion, brier, points, rating } = detective;
  return (
    <dl>
      <ShareStat
        term="Guessed right"
        note="The share of your guesses on the right side of one half."
        share={accuracy}
      />
      <Stat
        term="Skill"
        note="Glicko-2 against how hard each partner was to read. Everybody starts at 1500."
      >
        {rating ? <Rating {...rating} /> : null}
      </Stat>
      <Stat
        term="Sensitivity d′"
        note="How well you tell people from AI, whichever way you lean. 0 is chance, 1 is good, 2 is rare."
      >
        {dPrime === null ? null : <span className="figure">{decimal(dPrime)}</span>}
      </Stat>
      <Stat
        term="Criterion c"
        note="Which way you lean: below 0 you call AI readily, above 0 you call human readily."
      >
        {criterion === null ? null : <span className="figure">{signed(criterion, 2)}</span>}
      </Stat>
      <Stat
        term="Brier score"
        note={
          brier
            ? `0 is perfect; always saying one half gives 0.25. Reliability ${decimal(brier.reliability, 3)} (less is better) − resolution ${decimal(brier.resolution, 3)} (more is better) + uncertainty ${decimal(brier.uncertainty, 3)}.`
            : "How far your probabilities were from what was so. 0 is perfect; always one half gives 0.25."
        }
      >
        {brier ? <span className="figure">{decimal(brier.score, 3)}</span> : null}
      </Stat>
      <Stat term="Points a game" note="0 for one half; honest probabilities pay best.">
        {points ? <PointsMean {...points} /> : null}
      </Stat>
    </dl>
  );
}
