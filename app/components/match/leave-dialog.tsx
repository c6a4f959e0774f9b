import { type FormEvent, useEffect, useRef, useState } from "react";
import type { MatchClient } from "../../client/match-client.ts";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { refusalSentence } from "./refusal-words.ts";

interface LeaveDialogProps {
  matchId: string;
  client: MatchClient;
  onClose: () => void;
}

export function LeaveDialog({ matchId, client, onClose }: LeaveDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => dialog.current?.showModal(), []);

  async function leave(event: FormEvent) {
    event.preventDefault();
    const refusal = await client.leave();
    if (refusal) setProblem(refusal.code);
    else dialog.current?.close();
  }

  return (
    <dialog ref={dialog} className="match-dialog" aria-labelledby="leave-title" onClose={onClose}>
      <h2 id="leave-title" className="text-heading">
        Leave this match?
      </h2>
      <p className="mt-4">
        You fall silent, and nobody is told. You make no guess and get no points, and you may join
        the lobby again at once. The third leaving in a day closes the lobby to you for ten minutes.
      </p>
      <form
        method="post"
        action={`/api/v1/matches/${matchId}/leave`}
        className="mt-6 flex flex-wrap gap-3"
        onSubmit={(event) => void leave(event)}
      >
        <Button type="button" size="small" autoFocus onClick={() => dialog.current?.close()}>
          Stay
        </Button>
        <Button kind="quiet" size="small">
          Leave the match
        </Button>
      </form>
      {problem ? (
        <Notice tone="problem" className="mt-5">
          {refusalSentence(problem)}
        </Notice>
      ) : null}
    </dialog>
  );
}
