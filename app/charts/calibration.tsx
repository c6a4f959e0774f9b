import { percent } from "../components/format.ts";
import { type CalibrationBin, CalibrationPlot } from "./calibration-plot.tsx";

/** The plot, and the same as a table for whoever does not see it or wants the figures. */
export function Calibration({ bins }: { bins: readonly CalibrationBin[] }) {
  return (
    <figure className="max-w-[26rem]">
      <CalibrationPlot bins={bins} />
      <figcaption className="mt-3 text-small text-muted">
        Each mark is a tenth of the scale, larger where you guessed more often; bars are 95 %
        intervals. On the dashed line, what you say is what is so.
      </figcaption>
      <details className="mt-3 text-small">
        <summary className="link inline-block cursor-pointer py-2">The figures</summary>
        <table className="mt-2 w-full text-left">
          <caption className="sr-only">Calibration of your guesses</caption>
          <thead className="text-muted">
            <tr>
              <th scope="col" className="py-1 font-normal">
                You said
              </th>
              <th scope="col" className="py-1 font-normal">
                They were AI
              </th>
              <th scope="col" className="py-1 text-right font-normal">
                Guesses
              </th>
            </tr>
          </thead>
          <tbody className="figure">
            {bins.map((bin) => (
              <tr key={bin.from} className="rule">
                <th scope="row" className="py-1 font-normal">
                  {percent(bin.from)}–{percent(bin.to)}
                </th>
                <td className="py-1">
                  {percent(bin.observed)}{" "}
                  <span className="text-muted">
                    ({Math.round(bin.low * 100)}–{Math.round(bin.high * 100)})
                  </span>
                </td>
                <td className="py-1 text-right">{bin.n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
