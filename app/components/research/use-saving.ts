import { useCallback, useRef, useState } from "react";
import { sendDraft, type Sent } from "./send-draft.ts";

/** Sends a draft's form, one save after another, each on top of what this page saved last. */
export function useSaving(action: string, revision: number) {
  // Not what the server says by now: another tab may have saved since.
  const known = useRef(revision);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  // Told at once, where `busy` is told with the next picture.
  const underWay = useRef(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);

  const send = useCallback(
    (fields: FormData): Promise<Sent> => {
      underWay.current++;
      const sent = last.current.then(async () => {
        setBusy(true);
        fields.set("revision", String(known.current));
        const reply = await sendDraft(action, fields);
        if (reply.ok) known.current = reply.revision;
        underWay.current--;
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
  return { send, underWay, busy, problem, saved, setSaved };
}
