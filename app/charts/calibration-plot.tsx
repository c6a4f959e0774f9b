import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

export interface CalibrationBin {
  from: number;
  to: number;
  n: number;
  meanPAi: number;
  observed: number;
  low: number;
  high: number;
}

const SIZE = 360;
const MARGIN = { top: 8, right: 12, bottom: 44, left: 52 };
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const x = scaleLinear()
  .domain([0, 1])
  .range([MARGIN.left, SIZE - MARGIN.right]);
const y = scaleLinear()
  .domain([0, 1])
  .range([SIZE - MARGIN.bottom, MARGIN.top]);
const curve = line<CalibrationBin>(
  (bin) => x(bin.meanPAi),
  (bin) => y(bin.observed),
);

/** What was said against what was so; on the diagonal, seventy per cent means seventy in a hundred. */
export function CalibrationPlot({ bins }: { bins: readonly CalibrationBin[] }) {
  const most = Math.max(1, ...bins.map(({ n }) => n));
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} className="chart" aria-hidden>
      {TICKS.map((tick) => (
        <g key={tick}>
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="chart-grid" />
          <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} className="chart-grid" />
          <text x={x(tick)} y={y(0) + 18} textAnchor="middle" className="chart-tick">
            {tick * 100}
          </text>
          <text x={x(0) - 10} y={y(tick) + 4} textAnchor="end" className="chart-tick">
            {tick * 100}
          </text>
        </g>
      ))}
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="chart-reference" />
      <path d={curve([...bins]) ?? ""} className="chart-line" />
      {bins.map((bin) => (
        <BinMark key={bin.from} bin={bin} size={7 + 9 * Math.sqrt(bin.n / most)} />
      ))}
      <text x={(x(0) + x(1)) / 2} y={SIZE - 6} textAnchor="middle" className="chart-label">
        You said AI, %
      </text>
      <text
        transform={`translate(13 ${(y(0) + y(1)) / 2}) rotate(-90)`}
        textAnchor="middle"
        className="chart-label"
      >
        They were AI, %
      </text>
    </svg>
  );
}

function BinMark({ bin, size }: { bin: CalibrationBin; size: number }) {
  const left = x(bin.meanPAi);
  return (
    <g>
      <line x1={left} x2={left} y1={y(bin.low)} y2={y(bin.high)} className="chart-whisker" />
      <rect
        x={left - size / 2}
        y={y(bin.observed) - size / 2}
        width={size}
        height={size}
        rx={size * (0.5 - 0.4 * bin.meanPAi)}
        className="chart-mark"
      />
    </g>
  );
}
