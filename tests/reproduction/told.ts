import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Told } from "./compare.ts";
import { readCsv } from "./csv.ts";
import type { Cells, Figures } from "./figures.ts";

/** The figures that an export tells itself, in its table `analysis`: of an experiment's code, or of public play. */
export function toldByExport(folder: string, experiment: string | null): Told {
  const scope = experiment ?? "public play";
  const own = readCsv(readFileSync(join(folder, "analysis.csv"), "utf8")).filter(
    (row) => row.scope === scope,
  );
  const figures = [...Map.groupBy(own, ({ figure }) => figure ?? "")].map(([name, cells]) => ({
    name,
    rows: [...Map.groupBy(cells, ({ row }) => row).values()].map((row) => {
      const [first] = row;
      const numbers = row.map(({ measure, value }) => [measure ?? "", Number(value)] as const);
      return { ...Object.fromEntries<Cells[string]>(numbers), label: first?.label ?? null };
    }),
  }));
  return { figures };
}

/** The words of each row joined to one label, as that table has them, and no figure without rows. */
export function labelled(figures: Figures): Figures {
  const filled = Object.entries(figures).filter(([, rows]) => rows.length > 0);
  return Object.fromEntries(filled.map(([name, rows]) => [name, rows.map(withLabel)]));
}

function withLabel(row: Cells): Cells {
  const cells = Object.entries(row);
  const words = cells.flatMap(([, value]) => (typeof value === "string" ? [value] : []));
  const numbers = cells.filter(([, value]) => typeof value === "number");
  return { ...Object.fromEntries(numbers), label: words.length > 0 ? words.join(", ") : null };
}
