import { Button } from "../button.tsx";
import { Select } from "../desk/select.tsx";
import { type Choices, ExportFilters } from "./export-filters.tsx";
import { FORMAT_NAMES } from "./export-words.ts";

interface TableFormProps {
  tables: readonly string[];
  choices: Choices;
}

/** One table at once, by a plain link: the browser keeps the page. */
export function TableForm({ tables, choices }: TableFormProps) {
  return (
    <form action="/api/v1/exports/table" className="measure space-y-6">
      <Select label="Table" name="name" options={tables.map((name) => [name, name] as const)} />
      <ExportFilters {...choices} />
      <Select label="Format" name="format" options={Object.entries(FORMAT_NAMES)} />
      <Button kind="quiet">Download the table</Button>
    </form>
  );
}
