import type { DesignForm } from "../../api/design-places.ts";
import { fieldName } from "./design-words.ts";

/** What a later form of a design says otherwise than an earlier one, each field once. */
export function changesBetween(before: DesignForm, after: DesignForm): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => (before[name] ?? "") !== (after[name] ?? ""));
  return [...new Set(changed.map(fieldName))];
}
