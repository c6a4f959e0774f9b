import { clockFace, secondsLeft } from "../../client/clock.ts";
import { useServerNow } from "./use-server-now.ts";

interface TurnNoteProps {
  id: string;
  yourTurn: boolean;
  words: string;
  deadlineAt: string | null;
  madeAt: string;
  offset: number;
}

/** Whose turn it is, and for how long. */
export function TurnNote({ id, yourTurn, words, deadlineAt, madeAt, offset }: TurnNoteProps) {
  const now = useServerNow(madeAt, offset);
  return (
    <p id={id} className="turn" data-yours={yourTurn}>
      <span role="status">{words}</span>
      {deadlineAt === null ? null : (
        <span className="figure" aria-hidden>
          {clockFace(secondsLeft(deadlineAt, now))}
        </span>
      )}
    </p>
  );
}
