import type { MatchView } from "../../api/schemas.ts";
import { ApiForm } from "../api-form.tsx";
import { STUDY_SLUG } from "../../../game/study-slug.ts";
import { Button, ButtonLink } from "../button.tsx";
import { TextLink } from "../text-link.tsx";

interface PlayAgainProps {
  ruleset: MatchView["ruleset"];
  className?: string;
}

export function PlayAgain({ ruleset, className = "" }: PlayAgainProps) {
  if (ruleset.slug === STUDY_SLUG)
    return (
      <p className={className}>
        <ButtonLink to="/study">Go back to the study</ButtonLink>
      </p>
    );
  return (
    <div className={`flex flex-wrap items-center gap-x-6 gap-y-4 ${className}`}>
      <ApiForm action="/api/v1/lobby" then="/lobby">
        {(busy) => (
          <>
            <input type="hidden" name="ruleset" value={ruleset.slug} />
            <Button aria-disabled={busy}>Play {ruleset.title} again</Button>
          </>
        )}
      </ApiForm>
      <TextLink to="/play">Choose another game</TextLink>
    </div>
  );
}
