interface Judged {
  /** The figure with its unit, and what it is of. */
  figure: string;
  budget: string;
  holds: boolean;
}

const table: string[] = [];

/** Prints one line of the table of budgets, and keeps it for the end of the run. */
export function judge(what: string, { figure, budget, holds }: Judged): void {
  const line = `${what.padEnd(20)}${figure}; budget ${budget}: ${holds ? "within" : "OVER"}`;
  table.push(line);
  console.log(line);
}

/** All that was judged in this run, one under the other. */
export function budgetTable(): string[] {
  return table.length > 0 ? ["", "budgets", ...table.map((line) => `  ${line}`)] : [];
}
