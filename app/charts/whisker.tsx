import { scaleLinear } from "d3-scale";

interface WhiskerProps {
  value: number;
  low: number;
  high: number;
  domain: readonly [number, number];
  /** A reference that every row shares: the start rating, one half. */
  reference?: number;
  /** How the mark is drawn: 0 a circle, 1 a square. */
  pAi: 0 | 1;
}

const MARK = 10;
const HEIGHT = 24;

/** An estimate and its interval on a scale that the whole column shares. The figures stand beside it. */
export function Whisker({ value, low, high, domain, reference, pAi }: WhiskerProps) {
  const at = scaleLinear().domain(domain).range([2, 98]).clamp(true);
  const x = (figure: number) => `${at(figure).toFixed(2)}%`;
  const middle = HEIGHT / 2;
  return (
    <svg className="whisker" width="100%" height={HEIGHT} aria-hidden>
      {reference === undefined ? null : (
        <line x1={x(reference)} x2={x(reference)} y1={0} y2={HEIGHT} className="chart-reference" />
      )}
      <line x1={x(low)} x2={x(high)} y1={middle} y2={middle} className="chart-whisker" />
      <svg x={x(value)} y={middle} overflow="visible">
        <rect
          x={-MARK / 2}
          y={-MARK / 2}
          width={MARK}
          height={MARK}
          rx={MARK * (0.5 - 0.4 * pAi)}
          className={pAi === 1 ? "mark-ai" : "mark-human"}
        />
      </svg>
    </svg>
  );
}
