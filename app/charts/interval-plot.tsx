import { scaleLinear } from "d3-scale";
import type { Plot } from "../../game/analysis/figure.ts";
import { decimal } from "../components/format.ts";
import { Mark } from "./mark.tsx";

type IntervalPlotProps = Extract<Plot, { kind: "intervals" }>;

const WIDTH = 360;
const EDGE = 14;
const ROW = 44;
const AXIS = 46;

/** An estimate and its interval a line, all on one scale. */
export function IntervalPlot({ marks, scale, axis, as, reference }: IntervalPlotProps) {
  const height = marks.length * ROW + AXIS;
  const x = scaleLinear()
    .domain(scale.domain)
    .range([EDGE, WIDTH - EDGE])
    .clamp(true);
  const bottom = height - AXIS;
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
      {reference === null ? null : (
        <line x1={x(reference)} x2={x(reference)} y1={4} y2={bottom} className="chart-reference" />
      )}
      {marks.map(({ label, value, low, high, shape }, index) => (
        <g key={label}>
          <text x={EDGE} y={index * ROW + 18} className="chart-name">
            {label}
          </text>
          <text x={WIDTH - EDGE} y={index * ROW + 18} textAnchor="end" className="chart-value">
            {as === "share"
              ? `${decimal(100 * value, 1)} (${decimal(100 * low, 1)}–${decimal(100 * high, 1)})`
              : `${decimal(value)} (${decimal(low)}–${decimal(high)})`}
          </text>
          <line
            x1={x(low)}
            x2={x(high)}
            y1={index * ROW + 32}
            y2={index * ROW + 32}
            className="chart-whisker"
          />
          <Mark x={x(value)} y={index * ROW + 32} size={12} shape={shape} />
        </g>
      ))}
      <text x={WIDTH / 2} y={height - 6} textAnchor="middle" className="chart-label">
        {axis}
      </text>
    </svg>
  );
}
