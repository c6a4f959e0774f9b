import { Form } from "@remix-run/react";
import type { AuditQuery } from "../../api/desk-schemas.ts";
import { Button } from "../button.tsx";
import { Field } from "../field.tsx";

const FIELDS = [
  ["actor", "Who", "text"],
  ["action", "Did what", "text"],
  ["subject", "To what", "text"],
  ["text", "Reason holds", "text"],
  ["since", "From", "date"],
  ["until", "Before", "date"],
] as const;

export function AuditFilters({ query }: { query: AuditQuery }) {
  return (
    <Form method="get" action="/desk/audit" className="desk-filters">
      {FIELDS.map(([name, label, type]) => (
        <Field
          key={name}
          label={label}
          name={name}
          type={type}
          maxLength={type === "text" ? 200 : undefined}
          defaultValue={query[name] ?? ""}
        />
      ))}
      <Button size="small" kind="quiet">
        Search
      </Button>
    </Form>
  );
}
