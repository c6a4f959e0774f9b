import { scaleLinear } from "d3-scale";
import type { Plot } from "../../game/analysis/figure.ts";
import { Mark } from "./mark.tsx";

type QuantilePlotProps = Extract<Plot, { kind: "quantiles" }>;

const WIDTH = 360;
const EDGE = 14;
const ROW = 44;
const AXIS = 46;

/** Nine tenths of the values as a line, half of them as a bar, the median as a mark. */
export function QuantilePlot({ marks, scale, axis }: QuantilePlotProps) {
  const height = marks.length * ROW + AXIS;
  const bottom = height - AXIS;
  const x = scaleLinear()
    .domain(scale.domain)
    .range([EDGE, WIDTH - EDGE]);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} className="chart" aria-hidden>
      {scale.ticks.map(({ at, label }) => (
        <g key={at}>
          <line x1={x(at)} x2={x(at)} y1={4} y2={bottom} className="chart-grid" />
          <text x={x(at)} y={bottom + 18} textAnchor="middle" className="chart-tick">
            {label}
          </text>
        </g>
      ))}
      {marks.map(({ label, at: [p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0], shape }, index) => {
        const y = index * ROW + 32;
        return (
          <g key={label}>
            <text x={EDGE} y={y - 14} className="chart-name">
              {label}
            </text>
            <line x1={x(p5)} x2={x(p95)} y1={y} y2={y} className="chart-whisker" />
            <line x1={x(p25)} x2={x(p75)} y1={y} y2={y} className="chart-bar" />
            <Mark x={x(p50)} y={y} size={12} shape={shape} />
          </g>
        );
      })}
      <text x={WIDTH / 2} y={height - 6} textAnchor="middle" className="chart-label">
        {axis}
      </text>
    </svg>
  );
}
