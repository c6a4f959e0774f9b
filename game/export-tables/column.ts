/** What a cell holds: `time` is ISO 8601 in UTC with milliseconds, `id` a pseudonym. */
export type CellType = "id" | "text" | "integer" | "number" | "boolean" | "time";

/** A column of the export, as the codebook tells it. */
export interface Column {
  name: string;
  type: CellType;
  unit: string | null;
  /** All values that it can have, besides none; null where they are open. */
  values: readonly (string | number | boolean)[] | null;
  /** Whether a cell may be empty. */
  optional: boolean;
  meaning: string;
  source: string;
}

type More = Partial<Pick<Column, "unit" | "values" | "source">>;

const OURS = "this platform";

/** A column of which every row has a value. */
export function always<Name extends string>(
  name: Name,
  type: CellType,
  meaning: string,
  more: More = {},
) {
  return { name, type, unit: null, values: null, optional: false, meaning, source: OURS, ...more };
}

/** A column of which some rows have no value. */
export function sometimes<Name extends string>(
  name: Name,
  type: CellType,
  meaning: string,
  more: More = {},
) {
  return { ...always(name, type, meaning, more), optional: true };
}

/** What rows of every table of matches say in the end. */
export const EXCLUSION = [
  always("excluded", "boolean", "Whether an exclusion rule that is on by default marks the row"),
  sometimes(
    "exclusion_reason",
    "text",
    "The first exclusion rule that marks it, by its name; the manifest lists the rules",
  ),
] as const;

const MARKS = ["quarantined", "hidden", "erased"] as const;

/** Why a text is not there. */
export const flagColumn = sometimes(
  "flag",
  "text",
  "Why the text is empty: quarantined because it holds an e-mail address, a telephone number or a recruiter's id; hidden by a moderator; erased by its writer or after its period",
  { values: MARKS },
);
