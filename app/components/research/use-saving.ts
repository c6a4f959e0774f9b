import { useCallback, useRef, useState } from "react";
import { sendDraft, type Sent } from "./send-draft.ts";

/** Sends a draft's form, one save after another, each on top of what this page saved last. */
export function useSaving(action: string, revision: number) {
  // Not what the server says by now: another tab may have saved since.
  const known = useRef(revision);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);

  const send = useCallback(
    (fields: FormData): Promise<Sent> => {
      const sent = last.current.then(async () => {
        setBusy(true);
        fields.set("revision", String(known.current));
        const reply = await sendDraft(action, fields);
        if (reply.ok) known.current = reply.revision;
        setBusy(false);
        setProblem(reply.ok ? null : reply.code);
        setSaved(reply.ok);
        return reply;
      });
      last.current = sent;
      return sent;
    },
    [action],
  );
  return { send, busy, problem, saved, setSaved };
}
