import { Button, ButtonLink } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { Section } from "../section.tsx";

interface SignInOfferProps {
  /** `down`: the issuer does not answer. `none`: there is no issuer. */
  offer: "open" | "down" | "none";
  next: string;
  guest: boolean;
  /** Whether somebody is signed in already. */
  account: boolean;
}

/** What signing in is for, and the button. */
export function SignInOffer({ offer, next, guest, account }: SignInOfferProps) {
  return (
    <>
      <div className="rule">
        <Section title="What it is for">
          <ul className="measure grid gap-3">
            <li>Your matches, your rating and your name stay yours, in every browser.</li>
            {guest ? (
              <li>What you have played as a guest comes along, matches and rating alike.</li>
            ) : null}
            <li>
              Partners see no more of you than before: the name that you choose, at the reveal.
            </li>
          </ul>
        </Section>
      </div>
      <div className="rule">
        <Section title={account ? "Another account" : "Go on"}>
          {offer === "open" ? (
            <SignInForm next={next} account={account} />
          ) : (
            <NoOffer offer={offer} />
          )}
        </Section>
      </div>
    </>
  );
}

/** A plain form at all times: it leads to another site. */
function SignInForm({ next, account }: { next: string; account: boolean }) {
  return (
    <form method="post" action="/api/v1/sign-in">
      <input type="hidden" name="next" value={next} />
      <Button kind={account ? "quiet" : "full"}>
        {account ? "Sign in as somebody else" : "Sign in"}
      </Button>
    </form>
  );
}

function NoOffer({ offer }: { offer: "down" | "none" }) {
  return (
    <>
      <Notice>
        {offer === "down"
          ? "The sign-in service does not answer just now. Guests play on; sign in a little later, and what you have played by then comes along."
          : "There is no sign-in on this site. Guests can play everything."}
      </Notice>
      <ButtonLink to="/play" className="mt-6">
        Play
      </ButtonLink>
    </>
  );
}
