import type { LeaderboardPage } from "../api/schemas.ts";
import { counted } from "./format.ts";
import { Interval } from "./interval.tsx";
import { Shape } from "./shape.tsx";

interface LeadersProps {
  page: Pick<LeaderboardPage, "entries" | "minGames" | "minPartners">;
}

/** The first few detectives, or what it takes to stand here. */
export function Leaders({ page }: LeadersProps) {
  if (page.entries.length === 0) {
    return (
      <p className="measure text-muted">
        Nobody stands here yet. It takes {counted(page.minGames, "rated game")} with{" "}
        {counted(page.minPartners, "different partner")}.
      </p>
    );
  }
  return (
    <ol>
      {page.entries.map((entry, index) => (
        <li
          key={index}
          className="rule grid grid-cols-[2.5rem_1fr] items-baseline py-3 md:grid-cols-[4rem_1fr_auto]"
        >
          <span className="figure text-muted">{entry.rank}</span>
          <span className="flex min-w-0 items-baseline gap-3">
            <Shape state="human" size={14} />
            <span className="min-w-0 text-lead">{entry.name}</span>
          </span>
          <Interval
            value={entry.rate}
            low={entry.rateLow}
            high={entry.rateHigh}
            className="col-start-2 md:col-start-3"
          />
        </li>
      ))}
    </ol>
  );
}
