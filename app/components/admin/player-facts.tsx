import type { PlayerRead } from "../../../db/admin/read-player.ts";
import { count } from "../format.ts";
import { TextLink } from "../text-link.tsx";
import { Facts } from "./facts.tsx";
import { Moment } from "./moment.tsx";

type PlayerFactsProps = Pick<PlayerRead, "player" | "identities" | "merged" | "matches">;

export function PlayerFacts({ player, identities, merged, matches }: PlayerFactsProps) {
  const { id, guest, role, createdAt, mergedInto, deletedAt } = player;
  const accounts = identities.map(({ issuer, subject, shownAs }) => (
    <p key={`${issuer} ${subject}`}>
      {shownAs ?? subject}, known to {issuer} as <span className="figure break-all">{subject}</span>
    </p>
  ));
  return (
    <Facts>
      {[
        [
          "Id",
          <span key="id" className="figure break-all">
            {id}
          </span>,
        ],
        ["Role", guest ? "guest" : role],
        ["Since", <Moment key="since" at={createdAt} />],
        ["Account", accounts.length > 0 ? accounts : "none"],
        ["Ended matches", `${count(matches.revealed)} revealed, ${count(matches.voided)} voided`],
        ...(mergedInto
          ? [["Merged into", <PlayerLink key="into" id={mergedInto} text={mergedInto} />] as const]
          : []),
        ...(merged.length > 0
          ? [
              [
                "Merged from",
                merged.map((one) => <PlayerLink key={one.id} id={one.id} text={one.handle} />),
              ] as const,
            ]
          : []),
        ...(deletedAt ? [["Deleted", <Moment key="deleted" at={deletedAt} />] as const] : []),
      ]}
    </Facts>
  );
}

function PlayerLink({ id, text }: { id: string; text: string }) {
  return (
    <p>
      <TextLink to={`/admin/players/${id}`}>{text}</TextLink>
    </p>
  );
}
