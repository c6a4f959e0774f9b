import { type FormEvent, useState } from "react";
import type { MatchClient } from "../../client/match-client.ts";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { refusalSentence } from "./refusal-words.ts";

interface SurveyProps {
  matchId: string;
  client: MatchClient;
  /** What follows from the answers. */
  note: string;
}

const QUESTIONS = [
  { name: "playedAsSelf", text: "Did you play as yourself?" },
  { name: "knewPartner", text: "Did you know your partner?" },
] as const;

export function Survey({ matchId, client, note }: SurveyProps) {
  const [saved, setSaved] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const refusal = await client.answerSurvey(
      Object.fromEntries(
        QUESTIONS.filter(({ name }) => form.has(name)).map(({ name }) => [
          name,
          form.get(name) === "true",
        ]),
      ),
    );
    setSaved(refusal === null);
    setProblem(refusal?.code ?? null);
  }

  return (
    <form
      method="post"
      action={`/api/v1/matches/${matchId}/survey`}
      onSubmit={(event) => void submit(event)}
      onChange={() => setSaved(false)}
    >
      <p className="measure text-muted">Both are optional. {note}</p>
      <div className="mt-5 grid gap-5 sm:grid-cols-2">
        {QUESTIONS.map(({ name, text }) => (
          <fieldset key={name}>
            <legend className="font-semibold">{text}</legend>
            <div className="mt-1 flex gap-6">
              {["Yes", "No"].map((answer) => (
                <label key={answer} className="choice">
                  <input type="radio" name={name} value={answer === "Yes" ? "true" : "false"} />
                  {answer}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      <div className="mt-5 flex items-center gap-5">
        <Button kind="quiet" size="small">
          Send the answers
        </Button>
        <span role="status">{saved ? "Kept. Thank you." : ""}</span>
      </div>
      {problem ? (
        <Notice tone="problem" className="mt-4">
          {refusalSentence(problem)}
        </Notice>
      ) : null}
    </form>
  );
}
