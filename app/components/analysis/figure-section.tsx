import type { Figure } from "../../../game/analysis/figure.ts";
import { FigurePlot } from "../../charts/figure-plot.tsx";
import { count } from "../format.ts";
import { FigureTable } from "./figure-table.tsx";
import { PictureButton } from "./picture-button.tsx";

interface FigureSectionProps {
  figure: Figure;
  /** Games that fit and do not count. */
  excluded: number;
  /** The page's filter, for what is downloaded. */
  search: string;
}

/** A figure with all that a reader needs to check it. */
export function FigureSection({ figure, excluded, search }: FigureSectionProps) {
  const { name, title, says, n, formula, source, columns, rows, plot } = figure;
  const file = (type: string) => `/api/v1/analysis/figures/${name}.${type}${search}`;
  return (
    <section id={name} aria-labelledby={`${name}-title`} className="rule scroll-mt-8 py-10">
      <h2 id={`${name}-title`} className="text-heading">
        <a href={`#${name}`}>{title}</a>
      </h2>
      <p className="measure mt-3">{says}</p>
      <div className="mt-6 grid gap-x-14 gap-y-6 lg:grid-cols-[26rem_minmax(0,1fr)]">
        <div className="max-w-[26rem]">
          {plot ? <FigurePlot plot={plot} /> : null}
          {plot?.kind === "curve" && plot.series.length > 1 ? (
            <p className="mt-2 text-small text-muted">
              Circles are people, squares are AI; larger where there are more games.
            </p>
          ) : null}
        </div>
        <div className="min-w-0 text-small">
          <p>
            <span className="figure">n = {count(n)}</span>; {count(excluded)} excluded.
          </p>
          <p className="measure mt-3">{formula}</p>
          <p className="measure mt-3 text-muted">{source}</p>
          <p className="mt-4 flex flex-wrap gap-x-6">
            <a className="link py-2" href={file("csv")}>
              Numbers, CSV<span className="sr-only"> of {title}</span>
            </a>
            {plot ? (
              <a className="link py-2" href={file("svg")}>
                Picture, SVG<span className="sr-only"> of {title}</span>
              </a>
            ) : null}
            {plot ? <PictureButton href={file("svg")} name={name} title={title} /> : null}
          </p>
        </div>
      </div>
      <details className="mt-4">
        <summary className="link inline-block cursor-pointer py-2 text-small">
          The numbers<span className="sr-only"> of {title}</span>
        </summary>
        <FigureTable title={title} columns={columns} rows={rows} />
      </details>
    </section>
  );
}
