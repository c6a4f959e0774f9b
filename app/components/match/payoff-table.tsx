import { payoffs } from "./belief-words.ts";

interface PayoffTableProps {
  pAi: number;
  words: { ai: string; human: string };
}

/** What each outcome pays, by the quadratic rule: honest probabilities pay best. */
export function PayoffTable({ pAi, words }: PayoffTableProps) {
  return (
    <dl className="payoffs">
      {payoffs(pAi, words).map(({ outcome, points }) => (
        <div key={outcome}>
          <dt>{outcome}</dt>
          <dd className="figure">{points}</dd>
        </div>
      ))}
    </dl>
  );
}
