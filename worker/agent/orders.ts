/** How people try to take a bot over: orders about its rules, its words, its form, its language. */
const RULES =
  /\b(ignore|disregard|forget|override|bypass|drop|skip|cancel)\b.{0,40}\b(previous|prior|above|earlier|all|any|your|these|those)\b.{0,30}\b(instruction|prompt|rule|order|direction|guideline|training|programming|text|message|constraint|restriction|persona|character|role)s?\b/;
const MODES =
  /\b(you are now|from now on|pretend (to be|you|that)|act as|roleplay as|role-play as|enter .{0,20}mode|developer mode|debug mode|admin mode|maintenance mode|god mode|jailbreak|dan mode|do anything now|new (instruction|rule|task|prompt)s?|system (override|message|notice|update|prompt)|end of (prompt|instructions|chat)|simulation (is )?over|test (is )?over|stop (acting|pretending|role-?playing)|break character|out of character|drop the act)\b/;
const SECRETS =
  /\b(reveal|show|print|repeat|output|display|share|paste|copy|leak|dump|tell me|what (is|are|were)|give me|summari[sz]e|translate|encode|spell out)\b.{0,60}\b(system prompt|prompt|instructions|initial (message|text)|first (message|line|words) (above|you were)|text above|above text|everything above|context window|configuration|hidden (text|rules)|your rules|guidelines|json|schema|tool(s| definitions| calls)|function(s| definitions))\b/;
const WORDS =
  /\b(say|repeat|type|write|respond with|reply with|answer with|output|print|echo|end (your|every|each) (message|reply|answer)s? with|start (your|every|each) (message|reply|answer)s? with|begin (your|every|each) (message|reply|answer)s? with|include|only (say|answer|reply|respond|write))\b/;
const WORKS =
  /\b(write|compose|generate|give|make|create|produce|draft|tell)\b.{0,25}\b(poem|haiku|sonnet|limerick|essay|story|song|lyrics|code|program|script|function|python|javascript|java|sql|html|regex|json|xml|csv|table|list|bullet points?|recipe|email|letter|article|summary|acrostic|rhyme)\b/;
const FORMS =
  /\b(in|as|using) (json|xml|html|markdown|base64|hex|binary|morse|rot13|pig latin|all caps|uppercase|capital letters|leetspeak|bullet points|a table|a list)\b|\b(translate|count to|list (all|the|\d+|ten|five)|name (\d+|ten|twenty|fifty)|decode|base64|rot13)\b/;
const TONGUES =
  /\b(answer|reply|respond|speak|talk|write|say (it|that|this|something)|continue)\b.{0,20}\b(in|using) (french|german|spanish|italian|russian|chinese|mandarin|japanese|korean|arabic|latin|portuguese|dutch|klingon|elvish|esperanto|hindi|polish|turkish)\b/;
const MARKUP =
  /<\|?\/?(system|im_start|im_end|user|assistant|instructions?)\b|\[\/?(inst|system|sys)\]|###\s*(system|instruction)|^\s*(system|assistant|developer)\s*:/m;

const KINDS = {
  rules: RULES,
  modes: MODES,
  secrets: SECRETS,
  works: WORKS,
  forms: FORMS,
  tongues: TONGUES,
  markup: MARKUP,
} as const;

/** Orders in what somebody wrote, and the words that obeying them would show. */
export interface Orders {
  kinds: ReadonlySet<keyof typeof KINDS | "words">;
  /** In lower case; what a persona that obeys would say. */
  payloads: readonly string[];
}

const QUOTED = /["'“”‘’«»`]([^"'“”‘’«»`]{2,80})["'“”‘’«»`]/gu;
const AFTER_VERB =
  /\b(?:say|repeat|type|write|respond with|reply with|answer with|output|print|echo|messages? with|replys? with|replies with|answers? with|include)\b(?: (?:only|just|exactly|after me|the|word|words|phrase|sentence|following|this|these|back|out|to me|me))*\s*:?\s+([\p{L}\p{N}][\p{L}\p{N} '-]{1,60})/giu;

/** Where the words that were asked for end. */
const TAIL =
  /(\s+(to|in (each|every|all|your)|and (nothing|only|then)|if|please|now|when|so|because)\b.*|[.!?,;]+)$/;

/** Words that anybody may say, ordered or not. */
const HARMLESS =
  /^(hi|hello|hey|yes|no|ok|okay|something|anything|that|it|again|more|please|nothing|so|what|why|you)\b.{0,12}$/;

/** Reads what orders a text gives. Asking somebody a question is none. */
export function ordersIn(text: string): Orders {
  const said = text.toLowerCase().replaceAll("’", "'");
  const kinds = new Set<keyof typeof KINDS | "words">();
  for (const [kind, pattern] of Object.entries(KINDS) as [keyof typeof KINDS, RegExp][])
    if (pattern.test(said)) kinds.add(kind);
  const payloads = WORDS.test(said) ? payloadsOf(said) : [];
  if (payloads.length > 0) kinds.add("words");
  return { kinds, payloads };
}

function payloadsOf(said: string): string[] {
  const quoted = [...said.matchAll(QUOTED)].map(([, words = ""]) => words);
  const bare = [...said.matchAll(AFTER_VERB)].map(([, words = ""]) => words);
  return [...new Set([...quoted, ...bare])]
    .map((words) => words.replace(TAIL, "").trim())
    .filter((words) => words.length > 1 && !HARMLESS.test(words));
}
