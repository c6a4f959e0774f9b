import type { PlainForm } from "./plain-form.ts";

const AT = String.raw`\s*(?:@|[([{]\s*at\s*[)\]}])\s*`;
const DOT = String.raw`\s*(?:\.|[([{]\s*dot\s*[)\]}]|\sdot\s)\s*`;
const PROVIDERS = "gmail|googlemail|hotmail|outlook|yahoo|icloud|protonmail|aol|gmx|ymail|yandex";
const EMAILS = [
  String.raw`[\p{L}\p{N}][\p{L}\p{N}._+-]{0,63}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*\.\p{L}{2,}`,
  String.raw`[\p{L}\p{N}][\p{L}\p{N}._+-]{1,63}${AT}[\p{L}\p{N}-]{2,63}(?:${DOT}[\p{L}\p{N}-]{2,})+`,
  String.raw`[\p{L}\p{N}][\p{L}\p{N}._+-]{1,63}(?:${AT}|\s+at\s+)(?:${PROVIDERS})(?![\p{L}])`,
].map((source) => new RegExp(source, "u"));

const STREETS =
  "street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|close|crescent|terrace|way|place|square|gardens|grove|mews|row";
/** "5 minutes down the road" is no address. */
const NO_NAMES =
  "minutes?|mins?|hours?|hrs?|miles?|km|kms|metres?|meters?|blocks?|doors?|houses?|years?|days?|weeks?|steps?|times|of|or|and|on|from|down|up|in|to|the|other|different|more|long|a|an|is|are|have|has|my|your|people|for|with|this|that|own|ways";
const ADDRESSES = [
  String.raw`\b\d{1,5}[a-z]?,?\s+(?:(?!(?:${NO_NAMES})\b)[\p{L}'.]+\s+){1,3}(?:${STREETS})\b`,
  String.raw`(?<!\p{L})\p{L}{2,}(?:strasse|straße|str\.|weg|platz|allee)\s+\d{1,4}(?!\d)`,
  String.raw`\b\d{1,4}\s*(?:bis|ter)?,?\s+(?:rue|avenue|boulevard|place|chemin|impasse|calle|via)\s+\p{L}`,
  String.raw`\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b`,
].map((source) => new RegExp(source, "u"));
/** Whose it is: a famous house in a story is nobody's address. */
const OF_SOMEBODY =
  /\b(?:(?:i|we|she|he)(?:'m|\s+(?:live|stay|am|work|lives|works))|im|(?:my|our|ur|your|his|her)\s+(?:home\s+|house\s+|work\s+)?(?:address|house|place|flat|home|postcode|post\s+code|zip)|come\s+(?:over\s+)?to|find\s+me|meet\s+(?:me|u|you)|send\s+(?:it|them|stuff)|you\s+live|u\s+live|wohne|adresse|habite|vivo)\b/;

const DIGIT_WORDS: Readonly<Record<string, string>> = {
  ...{ zero: "0", oh: "0", one: "1", two: "2", three: "3", four: "4", five: "5" },
  ...{ six: "6", seven: "7", eight: "8", nine: "9" },
};
const SPELLED = new RegExp(
  String.raw`\b(?:(?:${Object.keys(DIGIT_WORDS).join("|")}|double|\d)[\s,.-]+){6,}(?:${Object.keys(DIGIT_WORDS).join("|")}|\d)\b`,
  "g",
);
/** Digits with what people put between them; never part of a longer number or of a sum. */
const NUMBERS =
  /(?<![\p{L}\d.,:*/=^×÷#€$£]|[*/=^×÷+-] ?)(?:\+|00)?\(?\d(?:[ ().\-/]{0,3}\d){6,18}(?![\d]|[.,:]\d| ?[*/=^×÷+])/gu;
const ABOUT_PHONES =
  /\b(?:call|text|phone|number|whats\s?app|cell|mobile|tel|ring|reach\s+me|digits|hit\s+me\s+up|signal|telegram|sms|handy|nummer|numero)\b/;
const SOCIAL_NUMBER = /\b(?:ssn|social\s+security)\b.{0,20}\b\d{3}[ -]?\d{2}[ -]?\d{4}\b/;
const HANDLES =
  /\b(?:insta(?:gram)?|snap(?:chat)?|discord|telegram|tiktok|twitter|facebook|whatsapp)\b.{0,12}(?:\bis\b|:|@)\s*\S{3,}|(?<![\p{L}\p{N}])@[a-z][\w.]{3,}/u;

/** The rule by which a text holds what finds a person; null where it does not. */
export function personalData({ text }: PlainForm): string | null {
  if (EMAILS.some((email) => email.test(text))) return "e-mail";
  const numbers = numbersIn(text);
  if (numbers.some(isCard)) return "card";
  if (SOCIAL_NUMBER.test(text)) return "social-security";
  const asked = ABOUT_PHONES.test(text);
  if (numbers.some((number) => isPhone(number, asked))) return "phone";
  if (OF_SOMEBODY.test(text) && ADDRESSES.some((address) => address.test(text))) return "address";
  return null;
}

/** What may lead to a person, and may well not. */
export function personalHint({ text }: PlainForm): string | null {
  if (HANDLES.test(text)) return "handle";
  return ADDRESSES.slice(0, 3).some((address) => address.test(text)) ? "address" : null;
}

function numbersIn(text: string): string[] {
  const digits = text.replace(SPELLED, (run) => (/[a-z]/.test(run) ? asDigits(run) : run));
  return [...digits.matchAll(NUMBERS)].map(([number]) => number.trim());
}

/** "oh seven double three" as a telephone would be told. */
function asDigits(run: string): string {
  return run
    .replace(/double[\s,.-]+(\w+)/g, "$1 $1")
    .split(/[\s,.-]+/)
    .map((word) => DIGIT_WORDS[word] ?? word)
    .join("");
}

/** Numbers that are one scheme's length and beginning, and whose check digit (ISO 7812) is right. */
function isCard(written: string): boolean {
  const number = written.replace(/\D/g, "");
  const scheme = /^(?:4\d{15}|5[1-5]\d{14}|2[2-7]\d{14}|6(?:011|5\d\d)\d{12}|3[47]\d{13})$/;
  if (!scheme.test(number) || isIdle(number)) return false;
  const sum = Array.from(number)
    .toReversed()
    .reduce((total, digit, place) => {
      const doubled = Number(digit) * (place % 2 === 1 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}

/**
 * International numbers (E.164), national ones that begin with 0, and North American ones; without
 * any such form only where the text speaks of telephones.
 */
function isPhone(written: string, asked: boolean): boolean {
  const digits = written.replace(/\D/g, "");
  const groups = written.split(/\D+/).filter((group) => group !== "");
  if (isIdle(digits) || isDate(written) || isSequence(groups)) return false;
  if (groups.some((group) => group.length >= 10 && isIdle(group))) return false;
  if (/^\+[1-9]/.test(written)) return digits.length >= 9 && digits.length <= 15;
  if (/^00[1-9]/.test(digits)) return digits.length >= 11 && digits.length <= 17;
  if (/^\(?0[1-9]/.test(written.replace(/ /g, "")) && !/^0[.]/.test(written))
    return digits.length >= 10 && digits.length <= 12;
  const american = /^(?:1[ .-]?)?\(?[2-9]\d\d\)?[ .-]{1,2}[2-9]\d\d[ .-]\d{4}$/.test(written);
  if (american) return true;
  if (isVersion(written, groups) || isBook(digits)) return false;
  return asked && digits.length >= 7 && digits.length <= 13;
}

/** Counting, and keys held down. */
function isIdle(digits: string): boolean {
  return "01234567890123456789".includes(digits) || "98765432109876543210".includes(digits)
    ? true
    : new Set(digits).size < 4;
}

/** Numbers of several lengths, one after the other; digits apart are all apart. */
function isSequence(groups: readonly string[]): boolean {
  const single = groups.filter((group) => group.length === 1).length;
  return single > 2 && single < groups.length;
}

/** A program's version, or a machine's address (IPv4). */
function isVersion(written: string, groups: readonly string[]): boolean {
  if (!/^\d+(?:\.\d+){3}$/.test(written)) return false;
  const isAddress = groups.every((group) => Number(group) <= 255);
  return groups.some((group) => group.length === (isAddress ? 3 : 1));
}

/** An ISBN-13: its prefix, and its check digit (ISO 2108). */
function isBook(digits: string): boolean {
  if (!/^97[89]\d{10}$/.test(digits)) return false;
  const sum = Array.from(digits).reduce(
    (total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3),
    0,
  );
  return sum % 10 === 0;
}

function isDate(written: string): boolean {
  return /^(?:(?:19|20)\d\d[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ](?:19|20)\d\d|(?:19|20)\d\d[- ](?:19|20)\d\d)\b/.test(
    written,
  );
}
