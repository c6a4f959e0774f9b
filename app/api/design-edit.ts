import { type DesignForm, placesIn } from "./design-places.ts";

type List = "questionnaire" | "arms";

const NEW_QUESTION = {
  choice: { required: "true", options: "" },
  number: { required: "true", min: "", max: "" },
  text: { required: "true" },
};
type Kind = keyof typeof NEW_QUESTION;

const EDIT = /^(?:(add)-(choice|number|text|arm)|(remove|up|down|copy)-(question|arm):(\d{1,2}))$/;

/** Whether a button's value says how to change a design's lists. */
export function isEdit(value: unknown): value is string {
  return typeof value === "string" && EDIT.test(value);
}

/** A form with a question or an arm more, or less, or moved; any other value changes nothing. */
export function edited(form: DesignForm, edit: string): DesignForm {
  const [, add, kind = "", change, item, place] = EDIT.exec(edit) ?? [];
  if (add !== undefined) return kind === "arm" ? withArm(form) : withQuestion(form, kind);
  if (change === undefined) return form;
  const list: List = item === "arm" ? "arms" : "questionnaire";
  return arranged(form, list, changed(placesIn(form, list), change, Number(place)));
}

/** The part of the page that an edit was about. */
export function placeOfEdit(edit: string): string {
  return edit.includes("arm") ? "arms" : "questionnaire";
}

function changed(places: readonly number[], change: string, place: number): number[] {
  const at = places.indexOf(place);
  if (at < 0) return [...places];
  if (change === "remove") return places.toSpliced(at, 1);
  if (change === "copy") return places.toSpliced(at + 1, 0, place);
  const to = change === "up" ? Math.max(0, at - 1) : at + 1;
  return places.toSpliced(at, 1).toSpliced(to, 0, place);
}

/** The items of a list in a new order; one that comes twice gets a name of its own. */
function arranged(form: DesignForm, list: List, order: readonly number[]): DesignForm {
  const others = Object.entries(form).filter(([name]) => !name.startsWith(`${list}.`));
  const items = order.flatMap((from, to) => {
    const again = order.indexOf(from) !== to;
    return itemOf(form, list, from).map(([name, value]): [string, string] => [
      `${list}.${to}.${name}`,
      name === "name" && again ? freeName(form, list, value) : value,
    ]);
  });
  return Object.fromEntries<string>([...others, ...items]);
}

function itemOf(form: DesignForm, list: List, place: number): [string, string][] {
  const prefix = `${list}.${place}.`;
  return Object.entries(form).flatMap(([name, value]): [string, string][] =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  );
}

function withArm(form: DesignForm): DesignForm {
  const last = placesIn(form, "arms").at(-1);
  if (last !== undefined) return edited(form, `copy-arm:${last}`);
  const arm = { name: "main", ruleset: "", aiShare: "50", release: "natural", weight: "1" };
  return { ...form, ...named("arms.0.", arm) };
}

function withQuestion(form: DesignForm, kind: string): DesignForm {
  const places = placesIn(form, "questionnaire");
  const prefix = `questionnaire.${(places.at(-1) ?? -1) + 1}.`;
  const own = NEW_QUESTION[isKind(kind) ? kind : "text"];
  const name = freeName(form, "questionnaire", "question");
  return { ...form, ...named(prefix, { kind, name, text: "", ...own }) };
}

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(NEW_QUESTION, kind);
}

/** The name with the first number that no other has. */
function freeName(form: DesignForm, list: List, name: string): string {
  const taken = placesIn(form, list).map((place) => form[`${list}.${place}.name`]);
  const stem = name.replace(/-\d+$/, "");
  const numbers = Array.from({ length: taken.length + 2 }, (_, index) => `${stem}-${index + 2}`);
  return numbers.find((one) => !taken.includes(one)) ?? stem;
}

function named(prefix: string, values: Record<string, string>): DesignForm {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));
}
