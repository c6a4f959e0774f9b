import { Link } from "@remix-run/react";
import type { HistoryEntry } from "../services/profile.server.ts";
import { day, minute, percent, signed } from "./format.ts";
import { Shape } from "./shape.tsx";

const ROLES: Readonly<Record<HistoryEntry["role"], string>> = {
  interrogator: "You asked",
  witness: "You answered",
  both: "Both asked",
};

export function HistoryRow({ entry }: { entry: HistoryEntry }) {
  const { ruleset, role, partners, guess, points, endedAt, matchId } = entry;
  return (
    <li className="rule">
      <Link to={`/matches/${matchId}`} className="history-row">
        <span className="history-when text-small text-muted">
          <time dateTime={endedAt}>
            {day(endedAt)}, {minute(endedAt)}
          </time>
        </span>
        <span className="history-who">
          {partners.map((partner) => (
            <span key={partner.seat} className="mr-5 inline-flex items-baseline gap-2 text-lead">
              <Shape
                state={partner.kind}
                size={14}
                label={partner.kind === "ai" ? "AI" : "Human"}
              />
              {partner.name}
            </span>
          ))}
          <span className="block text-small text-muted">
            {ruleset.title} · {ROLES[role]}
            {entry.phase === "voided" ? " · voided" : entry.rated ? " · rated" : ""}
          </span>
        </span>
        <span className="history-guess">
          <Guess guess={guess} />
        </span>
        <span className="history-points figure">
          <Points as="detective" points={points.detective} />
          <Points as="witness" points={points.witness} />
        </span>
      </Link>
    </li>
  );
}

function Guess({ guess }: { guess: HistoryEntry["guess"] }) {
  if (!guess) return <span className="text-muted">No guess</span>;
  const outcome = guess.correct === null ? "a draw" : guess.correct ? "right" : "wrong";
  return (
    <span className="inline-flex items-center gap-2">
      <Shape pAi={guess.pAi} size="1em" />
      <span>
        You said AI <span className="figure">{percent(guess.pAi)}</span>, {outcome}
      </span>
    </span>
  );
}

function Points({ as, points }: { as: string; points: number | null }) {
  if (points === null) return null;
  return (
    <span className="block">
      {signed(points)} <span className="text-muted">as {as}</span>
    </span>
  );
}
