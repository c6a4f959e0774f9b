import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { CurvePoint, Plot } from "../../game/analysis/figure.ts";
import { Mark } from "./mark.tsx";

type CurvePlotProps = Extract<Plot, { kind: "curve" }>;

const WIDTH = 360;
const HEIGHT = 300;
const MARGIN = { top: 10, right: 12, bottom: 50, left: 48 };
/** Characters of tick labels that fit side by side. */
const FITTING = 34;

/** Shares with their intervals along a scale, a line for each series. */
export function CurvePlot({ x, y, xAxis, yAxis, reference, series }: CurvePlotProps) {
  const right = scaleLinear()
    .domain(x.domain)
    .range([MARGIN.left, WIDTH - MARGIN.right]);
  const up = scaleLinear()
    .domain(y.domain)
    .range([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const most = Math.max(1, ...series.flatMap(({ points }) => points.map(({ n }) => n)));
  const curve = line<CurvePoint>(
    (point) => right(point.x),
    (point) => up(point.y),
  );
  const [left, end] = right.range();
  const bottom = HEIGHT - MARGIN.bottom;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="chart" aria-hidden>
      {y.ticks.map(({ at, label }) => (
        <g key={at}>
          <line x1={left} x2={end} y1={up(at)} y2={up(at)} className="chart-grid" />
          <text x={MARGIN.left - 8} y={up(at) + 4} textAnchor="end" className="chart-tick">
            {label}
          </text>
        </g>
      ))}
      {fitting(x.ticks).map(({ at, label }) => (
        <text key={at} x={right(at)} y={bottom + 18} textAnchor="middle" className="chart-tick">
          {label}
        </text>
      ))}
      {reference === "half" ? (
        <line x1={left} x2={end} y1={up(0.5)} y2={up(0.5)} className="chart-reference" />
      ) : null}
      {reference === "diagonal" ? (
        <line x1={left} x2={end} y1={up(0)} y2={up(1)} className="chart-reference" />
      ) : null}
      {series.map(({ label, shape, points }) => (
        <g key={label}>
          <path d={curve([...points]) ?? ""} className="chart-line" />
          {points.map((point) => (
            <g key={point.x}>
              <line
                x1={right(point.x)}
                x2={right(point.x)}
                y1={up(point.low)}
                y2={up(point.high)}
                className="chart-whisker"
              />
              <Mark
                x={right(point.x)}
                y={up(point.y)}
                size={7 + 8 * Math.sqrt(point.n / most)}
                shape={shape}
              />
            </g>
          ))}
        </g>
      ))}
      <text
        x={(MARGIN.left + WIDTH - MARGIN.right) / 2}
        y={HEIGHT - 8}
        textAnchor="middle"
        className="chart-label"
      >
        {xAxis}
      </text>
      <text
        transform={`translate(13 ${(MARGIN.top + bottom) / 2}) rotate(-90)`}
        textAnchor="middle"
        className="chart-label"
      >
        {yAxis}
      </text>
    </svg>
  );
}

/** Every tick, or every second, third … where they would run into each other. */
function fitting<Tick extends { label: string }>(ticks: readonly Tick[]): Tick[] {
  const length = ticks.reduce((sum, { label }) => sum + label.length + 1, 0);
  const step = Math.ceil(length / FITTING);
  return ticks.filter((_, index) => index % step === 0);
}
