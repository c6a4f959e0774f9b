import type { MatchView, RevealView } from "../../api/schemas.ts";
import { Shape } from "../shape.tsx";

interface PlayerCardsProps {
  view: MatchView;
  reveal: RevealView;
}

/** Who sat where, by the name that is shown: a player's, or a persona's codename. */
export function PlayerCards({ view, reveal }: PlayerCardsProps) {
  const others = reveal.seats.filter(
    ({ seat, round }) => round === view.round && seat !== view.you.seat,
  );
  return (
    <ul className="grid gap-8 sm:grid-cols-2">
      {others.map(({ seat, kind, name }) => (
        <li key={seat} className="flex items-start gap-5">
          <Shape state={kind} size={56} />
          <div>
            <p className="text-small text-muted">
              {view.seats.find((known) => known.seat === seat)?.label ?? seat}
            </p>
            <p className="card-name">{name}</p>
            <p className="mt-1 text-small text-muted">
              {kind === "ai"
                ? "A persona, played by a model. The name is a codename; its page stays sealed while it plays."
                : "A person."}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
