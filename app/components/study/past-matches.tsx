import type { PastMatch } from "../../api/study-schemas.ts";
import { percent } from "../format.ts";
import { Shape } from "../shape.tsx";
import { TextLink } from "../text-link.tsx";

/** Who was who, and what the participant had said. */
export function PastMatches({ matches }: { matches: readonly PastMatch[] }) {
  if (matches.length === 0) return null;
  return (
    <section aria-labelledby="past" className="rule py-8">
      <h2 id="past" className="mb-4 text-heading">
        Whom you met
      </h2>
      <ol className="space-y-5">
        {matches.map((match, index) => (
          <li key={match.matchId} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="figure text-muted">{index + 1}</span>
            {match.partners.map(({ seat, kind }) => (
              <Shape key={seat} size={28} state={kind} />
            ))}
            <span className="font-semibold">{whoItWas(match)}</span>
            <span className="text-muted">{whatWasSaid(match)}</span>
            <TextLink to={`/matches/${match.matchId}`} className="inline-block py-2">
              The conversation
              <span className="sr-only"> of match {index + 1}</span>
            </TextLink>
          </li>
        ))}
      </ol>
    </section>
  );
}

const KINDS = { human: "a person", ai: "an AI" } as const;

function whoItWas({ partners }: PastMatch): string {
  const [first, ...others] = partners;
  if (!first) return "Not revealed";
  if (others.length === 0) return first.kind === "ai" ? "An AI" : "A person";
  return partners.map(({ seat, kind }) => `${seat} was ${KINDS[kind]}`).join(", ");
}

function whatWasSaid({ guess, partners }: PastMatch): string {
  if (!guess) return partners.length > 0 ? "You made no guess." : "";
  const about = partners.length > 1 ? `${guess.seat} ` : "";
  const verdict = guess.correct === null ? "undecided" : guess.correct ? "right" : "wrong";
  return `You said ${about}${percent(guess.pAi)} AI: ${verdict}.`;
}
