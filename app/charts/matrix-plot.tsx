import type { Plot } from "../../game/analysis/figure.ts";
import { count, percent } from "../components/format.ts";

type MatrixPlotProps = Extract<Plot, { kind: "matrix" }>;

const WIDTH = 360;
const LEFT = 64;
const TOP = 30;
const ROW = 104;
const LARGEST = 56;

/** Counts as areas: of each row the shares, so that rows of unlike size can be compared. */
export function MatrixPlot({ rows, columns, counts }: MatrixPlotProps) {
  const cell = (WIDTH - LEFT) / columns.length;
  const middle = (column: number) => LEFT + cell * (column + 0.5);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${TOP + ROW * rows.length}`} className="chart" aria-hidden>
      {columns.map((label, column) => (
        <text key={label} x={middle(column)} y={18} textAnchor="middle" className="chart-name">
          {label}
        </text>
      ))}
      {rows.map((label, row) => {
        const line = counts[row] ?? [];
        const total = line.reduce((sum, one) => sum + one, 0);
        const y = TOP + ROW * row;
        return (
          <g key={label}>
            <line x1={0} x2={WIDTH} y1={y} y2={y} className="chart-grid" />
            <text x={0} y={y + ROW / 2} className="chart-name">
              {label}
            </text>
            {line.map((n, column) => {
              const share = total === 0 ? 0 : n / total;
              const size = LARGEST * Math.sqrt(share);
              return (
                <g key={columns[column]}>
                  <rect
                    x={middle(column) - size / 2}
                    y={y + 38 - size / 2}
                    width={size}
                    height={size}
                    rx={size * (row === 0 ? 0.5 : 0.1)}
                    className={row === 0 ? "mark-human" : "mark-ai"}
                  />
                  <text x={middle(column)} y={y + 86} textAnchor="middle" className="chart-tick">
                    {`${count(n)} · ${percent(share)}`}
                  </text>
                </g>
              );
            })}
          </g>
        );
      })}
    </svg>
  );
}
