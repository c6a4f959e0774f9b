import { Button, ButtonLink } from "../button.tsx";
import { Section } from "../section.tsx";
import { TextLink } from "../text-link.tsx";

export interface AccountShown {
  guest: boolean;
  /** How the issuer shows the account to its owner. */
  shownAs: string | null;
  /** Whether this site offers sign-in. */
  offered: boolean;
}

/** What holds one's history together: an account, or this browser alone. */
export function AccountSection({ guest, shownAs, offered }: AccountShown) {
  return (
    <Section title="Account" id="account">
      <div className="measure grid justify-items-start gap-5">
        <p>{wordsOf({ guest, shownAs, offered })}</p>
        {guest && offered ? (
          <ButtonLink to="/sign-in?next=/me" size="small">
            Sign in
          </ButtonLink>
        ) : null}
        <TextLink to="/me/sessions">Where you are known</TextLink>
        {guest ? null : (
          <form method="post" action="/api/v1/sign-out">
            <Button kind="quiet" size="small">
              Sign out
            </Button>
          </form>
        )}
      </div>
    </Section>
  );
}

function wordsOf({ guest, shownAs, offered }: AccountShown): string {
  if (!guest)
    return `You are signed in${shownAs ? ` as ${shownAs}` : ""}. Your matches and your rating are kept with that account.`;
  const offer = "Sign in, and your matches and your rating stay yours in every browser.";
  return `You are a guest: only this browser knows you. ${offered ? offer : ""}`.trim();
}
