import { renderToStaticMarkup } from "react-dom/server";
import type { Figure } from "../../game/analysis/figure.ts";
import { FigurePlot } from "../charts/figure-plot.tsx";
import type { Analysis } from "./analysis.server.ts";

/** A figure by itself: a picture on paper, or its numbers; null where there is no picture. */
export function figureDocument(
  figure: Figure,
  analysis: Pick<Analysis, "games" | "batch">,
  type: "svg" | "csv",
): string | null {
  return type === "csv" ? csvOf(figure) : svgOf(figure, analysis);
}

/** As RFC 4180 has it; numbers in full. */
function csvOf({ columns, rows }: Figure): string {
  const lines = [
    columns.map(({ key }) => key),
    ...rows.map((row) => columns.map(({ key }) => cell(row[key] ?? null))),
  ];
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}

/** What a spreadsheet would run as a formula is made text. */
function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const PADDING = 20;
const HEAD = 34;
const FOOT = 30;

/** The classes of the charts in the light of paper, for a picture that stands alone. */
const STYLE = `
  .paper { fill: #fbf8f1 }
  .chart-grid { stroke: #d6cdbc }
  .chart-reference { stroke: #8c8374; stroke-dasharray: 3 3 }
  .chart-whisker { stroke: #1a1714; stroke-width: 1.5 }
  .chart-line { fill: none; stroke: #8c8374 }
  .chart-bar { stroke: #8c8374; stroke-width: 7 }
  .chart-mark { stroke: #fbf8f1; stroke-width: 1.5 }
  .mark-human { fill: #2a35c9 }
  .mark-ai { fill: #c23510 }
  .mark-both { fill: #1a1714 }
  text { font-family: Literata, Georgia, serif; fill: #1a1714 }
  .chart-tick { font: 12px "JetBrains Mono", ui-monospace, monospace; fill: #625b50 }
  .chart-name, .chart-value { font-size: 13px; stroke: #fbf8f1; stroke-width: 4; paint-order: stroke }
  .chart-value { font: 12px "JetBrains Mono", ui-monospace, monospace }
  .chart-label { font-size: 14px }
  .chart-title { font-size: 18px; font-weight: 600 }
  .chart-note { font: 10px "JetBrains Mono", ui-monospace, monospace; fill: #625b50 }`;

function svgOf({ title, n, plot }: Figure, { games, batch }: Pick<Analysis, "games" | "batch">) {
  if (!plot) return null;
  const drawn = renderToStaticMarkup(<FigurePlot plot={plot} />);
  const [, width = "", height = ""] = /viewBox="0 0 (\d+) (\d+)"/.exec(drawn) ?? [];
  const [w, h] = [Number(width), Number(height)];
  const size = { width: w + 2 * PADDING, height: h + HEAD + FOOT + 2 * PADDING };
  const excluded = games.fitting - games.analysed;
  const note = `n = ${n}, ${excluded} excluded, until ${batch.until.slice(0, 16)}Z, AmIAnAI`;
  const picture = drawn
    .replace(/^<svg /, `<svg x="${PADDING}" y="${PADDING + HEAD}" width="${w}" height="${h}" `)
    .replace(/^(<svg [^>]*) aria-hidden="true"/, "$1");
  const frame = renderToStaticMarkup(
    <>
      <title>{title}</title>
      <rect className="paper" {...size} />
      <text className="chart-title" x={PADDING} y={PADDING + 18}>
        {title}
      </text>
      <text className="chart-note" x={PADDING} y={size.height - 16}>
        {note}
      </text>
    </>,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}"><style>${STYLE}</style>${frame}${picture}</svg>\n`;
}
