import type { Profile } from "../../services/profile.server.ts";
import { PointsMean } from "./points-mean.tsx";
import { Rating } from "./rating.tsx";
import { ShareStat } from "./share-stat.tsx";
import { Stat } from "./stat.tsx";

export function WitnessStats({ witness }: { witness: Profile["witness"] }) {
  const { judgedHuman, points, rating } = witness;
  return (
    <dl>
      <ShareStat
        term="Judged human"
        note="The share of guesses about you that said human."
        share={judgedHuman}
      />
      <Stat term="Humanness" note="Glicko-2 against how suspicious each detective was.">
        {rating ? <Rating {...rating} /> : null}
      </Stat>
      <Stat
        term="Points a game"
        note="From your partners’ guesses: 50 where they were sure of you, −50 where they were sure of a machine."
      >
        {points ? <PointsMean {...points} /> : null}
      </Stat>
    </dl>
  );
}
