import type { Figure } from "../analysis/figure.ts";
import { always, sometimes } from "./column.ts";

export const ANALYSIS = [
  always("scope", "text", "`public play`, or an experiment's code"),
  always("figure", "text", "A figure of the analysis page, by its name"),
  always("row", "integer", "Place of the row in the figure's table, from 1"),
  sometimes("label", "text", "What the row is about: the words in it, joined by commas"),
  always("measure", "text", "Which of the row's numbers: n, rate, low and high (95 %), and others"),
  always("value", "number", "The number; shares are 0 to 1, times are in seconds", {
    source: "the formula that stands with the figure on the analysis page",
  }),
] as const;

export interface AnalysisRow {
  figure: string;
  row: number;
  label: string | null;
  measure: string;
  value: number;
}

/** The tables of figures as one long table: a row for each number. */
export function analysisRows(figures: readonly Figure[]): AnalysisRow[] {
  return figures.flatMap(({ name, columns, rows }) =>
    rows.flatMap((cells, place) => {
      const words = columns.flatMap(({ key }) => {
        const cell = cells[key];
        return typeof cell === "string" ? [cell] : [];
      });
      const label = words.length === 0 ? null : words.join(", ");
      return columns.flatMap(({ key }) => {
        const value = cells[key];
        return typeof value === "number"
          ? [{ figure: name, row: place + 1, label, measure: key, value }]
          : [];
      });
    }),
  );
}
