import type { ExportView } from "../../api/export-schemas.ts";

export const FORMAT_NAMES: Readonly<Record<ExportView["format"], string>> = {
  csv: "CSV",
  ndjson: "NDJSON",
  parquet: "Parquet",
};

const FAILURES: Readonly<Record<string, string>> = {
  "export/no-space":
    "The disk was full, and what had been written was removed. Tell whoever runs this site.",
  "export/integrity":
    "The rows did not fit together, so no file was made of them. Tell whoever runs this site.",
};

/** Why an export came to nothing. */
export function failureSentence(code: string | null): string {
  return (
    FAILURES[code ?? ""] ?? "It failed several times over. Try again, or choose fewer matches."
  );
}

const FILTERS: Readonly<Record<string, string>> = {
  experiment: "experiment",
  ruleset: "game",
  persona: "persona",
  arm: "arm",
  from: "from",
  until: "until",
};

/** What was chosen, in one line. */
export function filterWords(
  filter: Readonly<Record<string, string>>,
  titles: ReadonlyMap<string, string>,
): string {
  const parts = Object.entries(filter).map(([name, value]) => {
    const said = name === "experimentId" ? (titles.get(value) ?? "an experiment") : value;
    return `${name === "experimentId" ? FILTERS.experiment : (FILTERS[name] ?? name)} ${said}`;
  });
  return parts.length === 0 ? "all that you may export" : parts.join(", ");
}

const UNITS = ["bytes", "KB", "MB", "GB"];

/** "1.2 MB". */
export function size(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  const amount = bytes / 1024 ** step;
  return `${amount.toFixed(step === 0 ? 0 : 1)} ${UNITS[step] ?? ""}`;
}
