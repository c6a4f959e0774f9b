/** A design as a form holds it: texts by name, such as `arms.0.name`; lists a line each. */
export type DesignForm = Record<string, string>;

/** Of the names under which a form sends a design's fields: none is another field's, or the form's. */
export const FIELD_PREFIX = "design.";

/** The places of a list's items in a form, in order. */
export function placesIn(form: DesignForm, list: "questionnaire" | "arms"): number[] {
  const places = Object.keys(form).flatMap((name) => {
    const [head, place] = name.split(".");
    return head === list ? [Number(place)] : [];
  });
  return [...new Set(places)].toSorted((a, b) => a - b);
}
