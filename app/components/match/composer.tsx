import {
  type ClipboardEvent,
  type FormEvent,
  type KeyboardEvent,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import type { Ruleset } from "../../../game/ruleset.ts";
import { lengthOf, refusalOf, utter } from "../../../game/utterance.ts";
import type { Draft } from "../../client/match-state.ts";
import { Counter } from "./counter.tsx";
import { refusalSentence } from "./refusal-words.ts";

interface ComposerProps {
  action: string;
  conversationId: string;
  /** Names the message of the plain form, so that a double click sends it once. */
  formId: string;
  to: string;
  ruleset: Ruleset;
  draft: Draft;
  /** False while it is not one's turn; the draft may be written all the same. */
  maySend: boolean;
  /** The element that says whose turn it is. */
  describedBy: string | undefined;
  /** Take the focus when the page opens. */
  mayFocus: boolean;
  onWrite: (draft: Draft) => void;
  onSend: (body: string) => void;
}

export function Composer(props: ComposerProps) {
  const { action, conversationId, formId, to, ruleset, draft, maySend, mayFocus, onWrite, onSend } =
    props;
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (mayFocus) field.current?.focus({ preventScroll: true });
  }, [mayFocus]);
  const utterance = utter(draft.text);
  const length = lengthOf(utterance.raw);

  function write(text: string, pasted = draft.pasted) {
    setProblem(null);
    onWrite({ text: text.replace(/[\r\n]+/g, " "), pasted: text !== "" && pasted });
  }

  function submit(event?: FormEvent) {
    event?.preventDefault();
    field.current?.focus();
    const refusal = maySend ? refusalOf(utterance, ruleset, draft.pasted) : "match/not-your-turn";
    if (refusal) setProblem(refusal);
    else onSend(utterance.body);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.shiftKey) write(`${draft.text} `);
    else submit();
  }

  function onInsert(event: ClipboardEvent | React.DragEvent) {
    if (ruleset.paste) {
      onWrite({ ...draft, pasted: true });
      return;
    }
    event.preventDefault();
    setProblem("message/pasted");
  }

  return (
    <form method="post" action={action} className="composer" onSubmit={submit}>
      <input type="hidden" name="conversationId" value={conversationId} />
      <input type="hidden" name="clientId" value={formId} />
      <label htmlFor={id} className="sr-only">
        Message to {to}
      </label>
      <textarea
        ref={field}
        id={id}
        name="body"
        rows={1}
        className="composer-field"
        placeholder={maySend ? `Write to ${to}` : "Write ahead, if you like"}
        value={draft.text}
        autoComplete="off"
        enterKeyHint="send"
        aria-describedby={[props.describedBy, `${id}-note`].filter(Boolean).join(" ")}
        aria-invalid={problem !== null || length > ruleset.messageChars}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onInsert}
        onDrop={onInsert}
      />
      <Counter length={length} limit={ruleset.messageChars} />
      {/* The field keeps the focus, and a phone its keyboard. */}
      <button
        className="composer-send"
        aria-disabled={!maySend || length > ruleset.messageChars}
        onPointerDown={(event) => event.preventDefault()}
      >
        Send
      </button>
      <p id={`${id}-note`} className="composer-note" role={problem ? "alert" : undefined}>
        {problem ? refusalSentence(problem) : null}
      </p>
    </form>
  );
}
