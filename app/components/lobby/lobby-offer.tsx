import { Notice } from "../notice.tsx";
import { JoinInstead } from "./join-instead.tsx";

interface LobbyOfferProps {
  slug: string;
  title: string;
}

export function LobbyOffer({ slug, title }: LobbyOfferProps) {
  return (
    <Notice className="mt-8">
      <p className="mb-4">
        No other person is waiting for this game yet. {title} would seat you at the next wave.
      </p>
      <JoinInstead slug={slug} title={title} />
    </Notice>
  );
}
