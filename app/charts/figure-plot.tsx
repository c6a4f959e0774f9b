import type { Plot } from "../../game/analysis/figure.ts";
import { CurvePlot } from "./curve-plot.tsx";
import { IntervalPlot } from "./interval-plot.tsx";
import { MatrixPlot } from "./matrix-plot.tsx";
import { QuantilePlot } from "./quantile-plot.tsx";

/** The plot of a figure; its numbers stand beside it as a table. */
export function FigurePlot({ plot }: { plot: Plot }) {
  switch (plot.kind) {
    case "intervals":
      return <IntervalPlot {...plot} />;
    case "curve":
      return <CurvePlot {...plot} />;
    case "matrix":
      return <MatrixPlot {...plot} />;
    case "quantiles":
      return <QuantilePlot {...plot} />;
  }
}
