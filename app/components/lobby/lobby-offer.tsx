import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";

interface LobbyOfferProps {
  /** The ruleset that would seat the player at the next wave. */
  slug: string;
  title: string;
}

export function LobbyOffer({ slug, title }: LobbyOfferProps) {
  return (
    <Notice className="mt-8">
      <p>No other person is waiting for this game yet. {title} would seat you at the next wave.</p>
      <ApiForm action="/api/v1/lobby" then="/lobby" className="mt-4">
        {(busy) => (
          <>
            <input type="hidden" name="ruleset" value={slug} />
            <Button size="small" aria-disabled={busy}>
              Play {title} instead
            </Button>
          </>
        )}
      </ApiForm>
    </Notice>
  );
}
