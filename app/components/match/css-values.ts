import type { CSSProperties } from "react";

/** Custom properties as a style. */
export function cssValues(values: Record<`--${string}`, string | number>): CSSProperties {
  return values;
}
