import type { Line } from "../../client/match-state.ts";
import { refusalSentence } from "./refusal-words.ts";
import { TellMark } from "./tell-mark.tsx";

interface MessageLineProps {
  line: Line;
  /** Whose it is, for those who cannot see the side it stands on. */
  from: string;
  /** Consecutive lines of one side stand close. */
  follows: boolean;
  tell?: { marked: boolean; onToggle: (() => void) | null } | undefined;
  onRetry: () => void;
  onDiscard: () => void;
}

export function MessageLine({ line, from, follows, tell, onRetry, onDiscard }: MessageLineProps) {
  return (
    <li className="line" data-mine={line.mine} data-state={line.state} data-follows={follows}>
      <p className="line-text" data-marked={tell?.marked ?? false}>
        <span className="sr-only">{from}: </span>
        {line.body}
        {tell?.marked ? <span className="sr-only"> (marked)</span> : null}
      </p>
      {tell && line.messageId ? <TellMark {...tell} messageId={line.messageId} /> : null}
      {line.state === "failed" && line.failure ? (
        <div className="line-failure" role="alert">
          <span>Not sent. {refusalSentence(line.failure.code)}</span>
          <button type="button" className="link" onClick={onRetry}>
            Send again
          </button>
          <button type="button" className="link" onClick={onDiscard}>
            Take back
          </button>
        </div>
      ) : null}
    </li>
  );
}
