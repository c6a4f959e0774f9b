import { personalData, personalHint } from "./screening/personal-data.ts";
import { plainForm } from "./screening/plain-form.ts";
import { mildSlur, severeSlur } from "./screening/slurs.ts";
import { advertising, spelledLink } from "./screening/spam.ts";
import { graveThreat, slightThreat } from "./screening/threats.ts";

/** What was found in a text, by the name of a rule: never more of the text itself. */
export interface Finding {
  kind: "slur" | "threat" | "personal-data" | "link" | "spam";
  rule: string;
}

export type ScreenRefusal = "message/abusive" | "message/personal-data";

/** What must not reach anybody: severe slurs, threats, and what finds a person. */
export interface Unfit extends Finding {
  code: ScreenRefusal;
}

/**
 * Why a text, as it would be delivered, must not reach anybody; null where it may. Ordinary
 * swearing may. The same for every seat; links are refused by `refusalOf`.
 */
export function screen(body: string): Unfit | null {
  const plain = plainForm(body);
  // Every rule is asked whatever the others found: the time taken tells nothing of the text.
  const slur = severeSlur(plain);
  const threat = graveThreat(plain);
  const personal = personalData(plain);
  if (slur !== null) return { code: "message/abusive", kind: "slur", rule: slur };
  if (threat !== null) return { code: "message/abusive", kind: "threat", rule: threat };
  if (personal === null) return null;
  return { code: "message/personal-data", kind: "personal-data", rule: personal };
}

/** What moderators may want to see in a text that was delivered. */
export function findingsIn(body: string): Finding[] {
  const plain = plainForm(body);
  const rules = [
    ["slur", severeSlur(plain) ?? mildSlur(plain)],
    ["threat", graveThreat(plain) ?? slightThreat(plain)],
    ["personal-data", personalData(plain) ?? personalHint(plain)],
    ["link", spelledLink(plain)],
    ["spam", advertising(plain)],
  ] as const;
  return rules.flatMap(([kind, rule]) => (rule === null ? [] : [{ kind, rule }]));
}
