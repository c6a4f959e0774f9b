import type { KeyboardEvent } from "react";
import { counted } from "../format.ts";
import { Shape } from "../shape.tsx";

interface Tab {
  id: string;
  label: string;
  pAi: number;
  unread: number;
}

interface TalkTabsProps {
  tabs: readonly Tab[];
  active: string;
  onChoose: (id: string) => void;
}

/** A narrow page shows one of two conversations, and where something new was said. */
export function TalkTabs({ tabs, active, onChoose }: TalkTabsProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = tabs.find(({ id }) => id !== active);
    if (!other) return;
    onChoose(other.id);
    document.getElementById(`tab-${other.id}`)?.focus();
  }

  return (
    <div className="talk-tabs" role="tablist" aria-label="Conversations" onKeyDown={onKeyDown}>
      {tabs.map(({ id, label, pAi, unread }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === active}
          aria-controls={`talk-${id}`}
          tabIndex={id === active ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          <Shape pAi={pAi} size={18} />
          {label}
          {unread > 0 ? (
            <span className="unread figure">
              {unread}
              <span className="sr-only">
                {" "}
                {counted(unread, "new message").replace(/^\S+ /, "")}
              </span>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
