import { clockFace, secondsLeft } from "../../client/clock.ts";
import { useServerNow } from "./use-server-now.ts";

interface TurnNoteProps {
  yourTurn: boolean;
  partner: string;
  deadlineAt: string | null;
  madeAt: string;
  offset: number;
}

/** Whose turn it is, and for how long. */
export function TurnNote({ yourTurn, partner, deadlineAt, madeAt, offset }: TurnNoteProps) {
  const now = useServerNow(madeAt, offset);
  return (
    <p className="turn" data-yours={yourTurn}>
      <span role="status">{yourTurn ? "Your turn" : `${partner} has the turn`}</span>
      {deadlineAt === null ? null : (
        <span className="figure" aria-hidden>
          {clockFace(secondsLeft(deadlineAt, now))}
        </span>
      )}
    </p>
  );
}
