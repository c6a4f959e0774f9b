import type { Line } from "../../client/match-state.ts";
import { MessageLine } from "./message-line.tsx";
import { TypingDots } from "./typing-dots.tsx";
import { useStayAtEnd } from "./use-stay-at-end.ts";

interface ConversationLogProps {
  label: string;
  lines: readonly Line[];
  /** Shown before the first message. */
  opening: string;
  typing: boolean;
  tells: readonly string[];
  /** Null where there is nobody to judge, or until the page runs. */
  marking: "off" | "plain" | "live";
  onToggleTell: (messageId: string) => void;
  onRetry: (clientId: string) => void;
  onDiscard: (clientId: string) => void;
}

export function ConversationLog(props: ConversationLogProps) {
  const { label, lines, typing, tells, marking } = props;
  const { box, more, onScroll, toEnd } = useStayAtEnd(lines.length + (typing ? 1 : 0));

  return (
    <div className="log-frame">
      <div
        ref={box}
        className="log"
        role="log"
        aria-live="polite"
        aria-label={`Conversation with ${label}`}
        tabIndex={0}
        onScroll={onScroll}
      >
        <ol className="lines">
          {lines.map((line, index) => (
            <MessageLine
              key={line.key}
              line={line}
              from={line.mine ? "You" : label}
              follows={lines[index - 1]?.mine === line.mine}
              tell={tellOf(line)}
              onRetry={() => line.clientId && props.onRetry(line.clientId)}
              onDiscard={() => line.clientId && props.onDiscard(line.clientId)}
            />
          ))}
        </ol>
        {lines.length === 0 ? <p className="log-empty">{props.opening}</p> : null}
        {typing ? <TypingDots from={label} /> : null}
      </div>
      {more ? (
        <button type="button" className="log-more" onClick={toEnd}>
          Newer messages
        </button>
      ) : null}
    </div>
  );

  function tellOf({ mine, messageId }: Line) {
    if (mine || messageId === null || marking === "off") return undefined;
    return {
      marked: tells.includes(messageId),
      onToggle: marking === "live" ? () => props.onToggleTell(messageId) : null,
    };
  }
}
