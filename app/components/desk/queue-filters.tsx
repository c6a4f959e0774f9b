import { Form } from "@remix-run/react";
import type { CasesQuery } from "../../api/desk-schemas.ts";
import { Button } from "../button.tsx";
import { CATEGORIES, FLAGS } from "./desk-words.ts";
import { Select } from "./select.tsx";

const STATES = [
  ["open", "Open"],
  ["mine", "Mine"],
  ["closed", "Closed"],
] as const;

/** What the queue shows stands in the address. */
export function QueueFilters({ query }: { query: CasesQuery }) {
  return (
    <Form method="get" action="/desk" className="desk-filters">
      <Select label="Cases" name="state" options={STATES} defaultValue={query.state} />
      <Select
        label="Report"
        name="category"
        options={[["", "Any"], ...Object.entries(CATEGORIES)]}
        defaultValue={query.category ?? ""}
      />
      <Select
        label="Flag"
        name="flag"
        options={[["", "Any"], ...Object.entries(FLAGS)]}
        defaultValue={query.flag ?? ""}
      />
      <label className="desk-check">
        <input type="checkbox" name="appeal" value="true" defaultChecked={query.appeal ?? false} />
        With an appeal
      </label>
      <Button size="small" kind="quiet">
        Filter
      </Button>
    </Form>
  );
}
