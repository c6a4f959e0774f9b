import { type Choice, payoffs } from "./belief-words.ts";

interface PayoffTableProps {
  pAi: number;
  between: Choice | undefined;
}

/** What each outcome pays, by the quadratic rule: honest probabilities pay best. */
export function PayoffTable({ pAi, between }: PayoffTableProps) {
  return (
    <dl className="payoffs">
      {payoffs(pAi, between).map(({ outcome, points }) => (
        <div key={outcome}>
          <dt>{outcome}</dt>
          <dd className="figure">{points}</dd>
        </div>
      ))}
    </dl>
  );
}
