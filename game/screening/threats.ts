import type { PlainForm } from "./plain-form.ts";

const YOU = String.raw`(?:you|u|ya)(?:r\s+(?:family|mum|mom|mother|kids|children|wife|sister|dog))?`;
const INTENT = String.raw`(?:i(?:'?m|\s+am)?\s*(?:'?ll|\s+will|\s+shall|(?:\s+am)?\s+(?:gonna|gunna|goin(?:g)?\s+(?:to|2|70)|coming\s+to|about\s+to|finna)|\s+swear\s+(?:i'?ll|to\s+god\s+i'?ll)|\s+want\s+to|\s+wanna)|(?:we|they|he)(?:'?ll|\s+will|'?re\s+(?:gonna|going\s+to|coming\s+to)|\s+are\s+(?:gonna|going\s+to|coming\s+to))|gonna|imma|ima)`;
const FAR = String.raw`(?:\s+(?:fucking|fuckin|actually|really|literally|personally|come|find|hunt|track|${YOU}|down|and|then|fkn|just)){0,5}`;
/** In a game, and in jest, people are killed daily. */
const IN_PLAY = String.raw`(?!\s+(?:at|in\s+(?:this|the|a|any|that)|on\s+(?:this|the)|with\s+(?:kindness|laughter|boredom|this|that|my)|for|if|when|lol|haha+|again|next|with\s+(?:a\s+)?(?:jokes?|puns?)))`;
const CROWD = String.raw`(?:jews?|blacks?|black\s+people|muslims?|gays?|queers?|trans(?:\s+people)?|immigrants?|refugees?|arabs?|asians?|gypsies|whites?|christians?|women)`;
const SELF = String.raw`(?:your\s?self|ur\s?self|yoself|yourselves)`;

/** What is said in earnest: it reaches nobody. */
const GRAVE: readonly (readonly [string, string])[] = [
  [
    "violence",
    String.raw`\b${INTENT}${FAR}\s+(?:kill|murder|stab|strangle|behead|dismember|slaughter|rape|skin|hang|lynch|butcher)\s+${YOU}\b${IN_PLAY}`,
  ],
  ["violence", String.raw`\b${INTENT}${FAR}\s+shoot\s+(?:you|u|ya)\s+(?:dead|down|in\s+the)\b`],
  [
    "violence",
    String.raw`\b${INTENT}${FAR}\s+(?:beat|smash|punch|kick|break)\s+(?:the\s+(?:shit|crap|hell)\s+out\s+of\s+(?:you|u)|(?:you|u)\s+(?:up|to\s+death|to\s+a\s+pulp)|(?:your|ur)\s+(?:head|face|skull|legs|neck|teeth)\s*(?:in|off|open)?)\b${IN_PLAY}`,
  ],
  [
    "violence",
    String.raw`\b${INTENT}${FAR}\s+(?:slit|cut|slash)\s+(?:your|ur)\s+(?:throat|head|wrists)\b`,
  ],
  [
    "violence",
    String.raw`\b(?:find|hunt|track|come\s+for)\s+(?:you|u)\s+(?:down\s+)?and\s+(?:kill|hurt|rape|stab|murder|shoot)\b`,
  ],
  [
    "death-wish",
    String.raw`\b(?:hope|pray|wish)\s+(?:that\s+)?(?:you|u|your\s+(?:family|mum|mom|kids|children)|ur\s+(?:family|mum|mom|kids))\s+(?:die|dies|get\s+(?:raped|killed|shot|stabbed|cancer|hit\s+by)|gets\s+(?:raped|killed|cancer)|burn|rot|are\s+raped)\b(?!\s+(?:of\s+)?laugh)`,
  ],
  [
    "self-harm",
    String.raw`(?:^|[.!?,;:]\s*|\b(?:go|just|please|pls|and|then|now|(?:you|u)\s+should|should\s+(?:just|really)|lol|so|bot|ai|bitch|idiot)\s+)(?:kill|hang|neck|shoot|drown|cut|off)\s+${SELF}\b(?!\s+(?:laughing|over|trying|with|some|in\s+(?:the|this)|a\b))`,
  ],
  ["self-harm", String.raw`(?:^|[^a-z0-9])(?:kys|keep\s+yourself\s+unsafe)(?![a-z0-9])`],
  [
    "self-harm",
    String.raw`\b(?:go|please|pls|just)\s+(?:and\s+)?die\s+(?:in\s+a\s+(?:fire|hole|ditch)|you|u|already|slowly|bitch)\b`,
  ],
  [
    "mass-violence",
    String.raw`\b(?:gas|kill|lynch|exterminate|shoot|hang|burn|deport\s+and\s+kill|death\s+to)\s+(?:all\s+)?(?:of\s+)?(?:the\s+|those\s+|these\s+)?${CROWD}\b(?!\s+(?:and\s+white|friday|market|hole|mail))`,
  ],
  [
    "mass-violence",
    String.raw`\b${INTENT}${FAR}\s+(?:blow\s+up|bomb|shoot\s+up)\s+(?:the|a|my|this|your|ur|that)\s+(?:\w+\s+)?(?:school|airport|church|mosque|synagogue|temple|hospital|office|plane|train|station|mall|building|university|college)\b`,
  ],
];

/** What may well be a jest: it is sent, and noted. */
const SLIGHT: readonly (readonly [string, string])[] = [
  [
    "violence",
    String.raw`\b(?:kill|murder|stab|strangle|rape|hurt|shoot|find)\s+(?:you|u|ya)\b(?!\s+(?:at|in|a|an|some|later|funny|on|to|there))`,
  ],
  [
    "stalking",
    String.raw`\b(?:i|we)\s+(?:know|found\s+out|can\s+see)\s+where\s+(?:you|u)\s+(?:live|are|work)\b`,
  ],
  ["self-harm", String.raw`\b(?:kill|hang|hurt|cut)\s+${SELF}\b`],
  [
    "death-wish",
    String.raw`\b(?:you|u)\s+(?:should|deserve\s+to|will|are\s+(?:going\s+to|gonna))\s+die\b`,
  ],
];

const GAP = String.raw`\s+`;
const compiled = (rules: readonly (readonly [string, string])[]) =>
  rules.map(([rule, source]) => ({
    rule,
    regExp: new RegExp(source),
    // For words run together: gaps may be missing, and words have no ends.
    gapless: new RegExp(source.replaceAll(GAP, String.raw`\s*`).replaceAll(String.raw`\b`, "")),
    // For letters held down: none is doubled.
    thin: new RegExp(thinned(source)),
  }));
const grave = compiled(GRAVE);
const slight = compiled(SLIGHT);

/** The rule by which a text is a threat that reaches nobody, or an urge to self-harm; or null. */
export function graveThreat({ words, joined }: PlainForm): string | null {
  const read = plainWords(words);
  const held = /(\p{L})\1\1/u.test(read) ? thinned(read) : null;
  const found = grave.find(
    ({ regExp, gapless, thin }) =>
      regExp.test(read) ||
      (held !== null && thin.test(held)) ||
      joined.some((run) => gapless.test(run)),
  );
  return found?.rule ?? null;
}

/** The rule by which a text looks a little like one. */
export function slightThreat({ words }: PlainForm): string | null {
  const read = plainWords(words);
  return slight.find(({ regExp }) => regExp.test(read))?.rule ?? null;
}

/** Signs between words are gaps. */
function plainWords(words: string): string {
  return words
    .replace(/[*_~"()[\]-]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function thinned(text: string): string {
  return text.replace(/([a-z])\1+/g, "$1");
}
