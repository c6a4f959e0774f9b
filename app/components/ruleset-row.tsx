import type { Ruleset } from "../../game/ruleset.ts";
import { ApiForm } from "./api-form.tsx";
import { Button } from "./button.tsx";
import { clockText } from "./clock.tsx";
import { ShareMarks } from "./share-marks.tsx";
import { rareSentence } from "./rare-problems.ts";
import { aiShareText, turnText } from "./ruleset-words.ts";

interface RulesetRowProps {
  ruleset: Ruleset;
  /** Whether the reader has a session, and so can play. */
  playable: boolean;
  /** The version of what is stored that pressing Play agrees to. */
  consent: number;
  first: boolean;
}

export function RulesetRow({ ruleset, playable, consent, first }: RulesetRowProps) {
  const limits = [
    { term: "Length", value: clockText(ruleset.chatSeconds), machine: true },
    { term: "Turns", value: turnText(ruleset) },
    { term: "A message", value: `${ruleset.messageChars} characters` },
  ];
  return (
    <li className="rule grid gap-x-10 gap-y-5 py-8 md:grid-cols-[1fr_auto] md:py-10">
      <div>
        <h2 className="text-heading">{ruleset.title}</h2>
        <p className="measure mt-2">{ruleset.summary}</p>
        <dl className="mt-5 grid grid-cols-2 gap-x-6 gap-y-3 text-small md:flex md:flex-wrap md:gap-x-10">
          {limits.map(({ term, value, machine }) => (
            <div key={term}>
              <dt className="text-muted">{term}</dt>
              <dd className={machine ? "figure" : ""}>{value}</dd>
            </div>
          ))}
          <div>
            <dt className="text-muted">AI partners</dt>
            <dd className="flex items-center gap-2">
              <ShareMarks aiShare={ruleset.aiShare} />
              {aiShareText(ruleset)}
            </dd>
          </div>
        </dl>
      </div>
      {playable ? (
        <ApiForm action="/api/v1/lobby" then="/lobby" say={rareSentence} className="md:pt-1">
          {(busy) => (
            <>
              <input type="hidden" name="ruleset" value={ruleset.slug} />
              <input type="hidden" name="consent" value={consent} />
              <Button
                kind={first ? "full" : "quiet"}
                aria-disabled={busy}
                aria-label={`Play ${ruleset.title}`}
                className="w-full md:w-36"
              >
                Play
              </Button>
            </>
          )}
        </ApiForm>
      ) : null}
    </li>
  );
}
