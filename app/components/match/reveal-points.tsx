import type { MatchView, RevealView } from "../../api/schemas.ts";
import { decimal, signed } from "../format.ts";
import { ratedSentence } from "./rated-words.ts";
import { pointsInOrder } from "./reveal-facts.ts";

interface RevealPointsProps {
  view: MatchView;
  reveal: RevealView;
}

export function RevealPoints({ view, reveal }: RevealPointsProps) {
  const points = pointsInOrder(view, reveal);
  const label = (seat: string) => view.seats.find((known) => known.seat === seat)?.label ?? seat;
  const change = reveal.rating.after - reveal.rating.before;
  return (
    <>
      {points.length === 0 ? (
        <p>Nobody guessed, so nobody has points.</p>
      ) : (
        <table className="points">
          <caption className="sr-only">Points of this match</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Who</th>
              <th scope="col">As</th>
              <th scope="col">Points</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ seat, round, as, points: won }) => (
              <tr key={`${seat} ${round} ${as}`} data-mine={seat === view.you.seat}>
                <th scope="row">{label(seat)}</th>
                <td className="text-muted">
                  {as === "detective" ? "as the detective" : "as the witness"}
                </td>
                <td className="figure points-won">{signed(won)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="mt-6">{ratedSentence(reveal)}</p>
      {reveal.rated ? (
        <p className="mt-2">
          Your {reveal.ratingOf === "skill" ? "skill as a detective" : "humanness as a witness"}:{" "}
          <span className="figure">
            {decimal(reveal.rating.before, 0)} → {decimal(reveal.rating.after, 0)}{" "}
            <span className="text-muted">({signed(change)})</span>
          </span>
        </p>
      ) : null}
    </>
  );
}
