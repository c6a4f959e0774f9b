interface TellMarkProps {
  messageId: string;
  marked: boolean;
  /** Null until the page runs: a box of the guess's plain form then. */
  onToggle: (() => void) | null;
}

const LABEL = "Mark as a tell";

export function TellMark({ messageId, marked, onToggle }: TellMarkProps) {
  if (!onToggle) {
    return (
      <label className="tell">
        <input type="checkbox" name="tells" value={messageId} form="guess" aria-label={LABEL} />
        <Mark />
      </label>
    );
  }
  return (
    <button
      type="button"
      className="tell"
      aria-pressed={marked}
      aria-label={LABEL}
      title="Mark what gave them away"
      onClick={onToggle}
    >
      <Mark />
    </button>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden>
      <path d="M4 2.5h8v11l-4-3-4 3Z" />
    </svg>
  );
}
