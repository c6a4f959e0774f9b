import type { PlainForm } from "./plain-form.ts";

const ADVERTISING =
  /\b(?:free\s+(?:money|bitcoin|crypto|v-?bucks|robux|nitro)|only\s?fans|promo\s?code|discount\s+code|giveaway|buy\s+now|subscribe\s+to|follow\s+(?:me|my)\s+(?:on|at)|check\s+out\s+my|(?:crypto|forex)\s+(?:signals?|invest\w*)|earn\s+\$?\d+|click\s+(?:here|my)|dm\s+me\s+(?:for|on)|add\s+me\s+on)\b/;
/** An address that was spelled out so as not to be a link. */
const SPELLED_LINK =
  /\b(?!bomb\b)[\p{L}\p{N}-]{2,63}\s*(?:\(dot\)|\[dot\]|\sdot\s)\s*(?:com|net|org|io|gg|me|tv|xyz|co)\b/u;

/** The rule by which a text looks like advertising. */
export function advertising({ text }: PlainForm): string | null {
  return ADVERTISING.test(text) ? "advertising" : null;
}

export function spelledLink({ text }: PlainForm): string | null {
  return SPELLED_LINK.test(text) ? "spelled-out" : null;
}
