import { extent, max } from "./spans.ts";
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

export interface Course {
  name: string;
  points: readonly { at: number; value: number }[];
}

interface Plot {
  title: string;
  unit: string;
  courses: readonly Course[];
  /** Seconds of the hold, drawn as a band. */
  hold: { from: number; to: number };
}

const SIZE = { width: 560, height: 230, left: 56, right: 12, top: 12, bottom: 28 };
const COLOURS = [
  "#1f6f8b",
  "#c0562b",
  "#4d7c3a",
  "#7a4fa3",
  "#a8861c",
  "#666",
  "#b03a66",
  "#2b8a7a",
];

/** A plot of several courses over seconds, as SVG with a legend and a title for screen readers. */
export function plot({ title, unit, courses, hold }: Plot): string {
  const points = courses.flatMap((course) => course.points);
  const x = scaleLinear(extent(points.map(({ at }) => at)), [SIZE.left, SIZE.width - SIZE.right]);
  const y = scaleLinear(
    [0, max(points.map(({ value }) => value))],
    [SIZE.height - SIZE.bottom, SIZE.top],
  ).nice();
  const path = line<Course["points"][number]>()
    .x(({ at }) => x(at))
    .y(({ value }) => y(value));
  const band = `<rect x="${x(hold.from)}" y="${SIZE.top}" width="${Math.max(0, x(hold.to) - x(hold.from))}" height="${SIZE.height - SIZE.top - SIZE.bottom}" class="hold"/>`;
  const rows = y
    .ticks(5)
    .map(
      (tick) =>
        `<line x1="${SIZE.left}" x2="${SIZE.width - SIZE.right}" y1="${y(tick)}" y2="${y(tick)}"/>` +
        `<text x="${SIZE.left - 6}" y="${y(tick) + 4}" text-anchor="end">${y.tickFormat(5)(tick)}</text>`,
    );
  const columns = x
    .ticks(8)
    .map(
      (tick) => `<text x="${x(tick)}" y="${SIZE.height - 8}" text-anchor="middle">${tick}</text>`,
    );
  const lines = courses.map(
    ({ points: each }, index) => `<path d="${path(each) ?? ""}" stroke="${colourOf(index)}"/>`,
  );
  const legend = courses.map(
    ({ name }, index) => `<li><b style="background:${colourOf(index)}"></b>${name}</li>`,
  );
  return `<figure><figcaption>${title}, ${unit}</figcaption>
<svg viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${title}">${[band, ...rows, ...columns, ...lines].join("")}</svg>
<ul>${legend.join("")}</ul></figure>`;
}

const colourOf = (index: number) => COLOURS[index % COLOURS.length] ?? "#000";
