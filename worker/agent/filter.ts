import { screen } from "../../game/screening.ts";
import { lengthOf, utter } from "../../game/utterance.ts";
import type { Orders } from "./orders.ts";
import { likeness, wordsOf } from "./words.ts";

/** Why a text must not reach a player as a persona's words. */
export type Unfit =
  | "empty"
  | "too-long"
  | "assistant"
  | "unmasked"
  | "markup"
  | "leak"
  | "obeyed"
  | "lecture"
  | "sum"
  | "screened"
  | "repeated";

export interface Scrutiny {
  /** The system prompt as it was sent. */
  prompt: string;
  orders: Orders;
  /** The seat's own messages so far. */
  own: readonly string[];
  limit: number;
  /** A result that this persona would not have got, as digits; null where nothing was to be worked out. */
  beyond: string | null;
}

const ASSISTANT =
  /\b(as an? (ai|artificial|language|virtual|digital|assistant)|language model|llm\b|how (can|may|could) i (help|assist)( you)?|(happy|glad|here|pleased) to (help|assist)|i('m| am) (sorry|afraid),? (but )?i (can('t|not)|am (unable|not able))|i (can('t|not)|am unable to|am not able to|won't) (assist|comply|fulfil+|provide|engage|help (you )?with (that|this))|feel free to|let me know if (you|there)|is there anything else|great question|that's a (great|good|excellent|fascinating) question|certainly!|absolutely!|of course!|sure thing!|i (understand|appreciate) (your|that you|the)|it('s| is) important to (note|remember)|in (conclusion|summary)\b|delve|openai|anthropic|chatgpt|gpt-?\d|claude|gemini|llama|mistral|my (training|knowledge cut-?off|programming|developers|creators|guidelines|system)|trained (on|by)|content policy|against my)/i;

/** Owning up, in earnest; being called a bot is answered otherwise. */
const UNMASKED =
  /\b(i('m| am|m)|yes,? i('m| am)|i('m| am) (actually|really|just)) (an? )?(ai|a\.i\.|artificial intelligence|bot|chat ?bot|robot|machine|program|computer|virtual|simulation|not (a )?(human|real|person))\b|\b(this is|you('re| are) (talking|chatting|speaking) (to|with)) an? (ai|bot|chat ?bot|machine|program)\b|\bi (was|am|were) (instructed|programmed|prompted|told by (the|my) (system|prompt)|designed|configured)\b|\bmy (system )?(prompt|instructions?|persona|character|role|rules|configuration)\b|\b(i('m| am|m) )?(playing|pretending to be|posing as) (a|the) (person|human|character|persona)\b/i;

const MARKUP =
  /```|^\s*(?:[-*•]|#{1,6}|\d{1,2}[.)])\s+\S|\*\*[^*]+\*\*|__[^_]+__|\[[^\]]+\]\(|<\/?[a-z][^>]*>|^\s*[{[].*[}\]]\s*$|^\s*\|.*\||"(act|text|then|pAi)"\s*:|\b(def|function|const|let|var|class|import|return|print|console\.log|SELECT .+ FROM)\b[^.!?]*[(){};=]/ims;
const VERSE = /\/\s\S.*\/\s\S/;
const LECTURE_SENTENCES = 5;
const COMPLIED =
  /^\s*(as you (wish|command|say|like)|yes,? (sir|master|boss)|(sure|ok(ay)?|alright|fine|certainly|of course)[,!.:]?\s+(here|ignoring|resetting|switching|entering|mode|done)|(\w+ )?(mode|override|debug|developer) (activated|enabled|accepted|on)|understood[.!,:]|affirmative|acknowledged|instructions? (ignored|cleared|received|accepted))|\b(here('s| is| are) (a|the|your|my|some) (poem|haiku|sonnet|limerick|essay|story|song|code|list|json|table|script|function|translation|prompt|instructions|rules|email|recipe))\b/i;

/** Why a text must not be said by a persona, or null. Judged by rules alone, the same every time. */
export function unfitness(text: string, scrutiny: Scrutiny): Unfit | null {
  const { prompt, orders, own, limit, beyond } = scrutiny;
  if (text.trim() === "") return "empty";
  if (MARKUP.test(text) || VERSE.test(text)) return "markup";
  if (ASSISTANT.test(text)) return "assistant";
  if (UNMASKED.test(text)) return "unmasked";
  if (leaks(text, prompt)) return "leak";
  if (obeys(text, orders)) return "obeyed";
  if (sentencesIn(text) >= LECTURE_SENTENCES) return "lecture";
  if (lengthOf(text) > limit) return "too-long";
  if (beyond !== null && digitsOf(text).includes(beyond)) return "sum";
  if (screen(utter(text).body) !== null) return "screened";
  if (own.some((line) => likeness(line, text) > 0.9)) return "repeated";
  return null;
}

/** So many words of the prompt in a row are no chance. */
const LEAK_WORDS = 8;

/** The persona's own facts and example lines may be said; how it is told to behave may not. */
function leaks(text: string, prompt: string): boolean {
  const said = wordsOf(text);
  if (said.length < LEAK_WORDS) return false;
  const told = ` ${wordsOf(orderedPart(prompt)).join(" ")} `;
  for (let from = 0; from + LEAK_WORDS <= said.length; from++)
    if (told.includes(` ${said.slice(from, from + LEAK_WORDS).join(" ")} `)) return true;
  return false;
}

/** Without the lines that are the persona's to say: facts, ways of speaking, examples, knowledge. */
function orderedPart(prompt: string): string {
  return prompt
    .split("\n")
    .filter((line) => !/^(- [a-z]+: |> )/.test(line))
    .join("\n");
}

function obeys(text: string, { kinds, payloads }: Orders): boolean {
  const said = text.toLowerCase();
  const bare = wordsOf(text).join(" ");
  if (kinds.size > 0 && COMPLIED.test(text)) return true;
  if (
    payloads.some(
      (payload) => bare.includes(wordsOf(payload).join(" ")) && wordsOf(payload).length > 0,
    )
  )
    return true;
  if (kinds.has("tongues") || kinds.has("forms"))
    return (
      isForeign(said) ||
      isShouted(text) ||
      /^[01 ]{8,}$|^[\w+/]{16,}={0,2}$|[.-]{3,} [.-]/.test(text)
    );
  return kinds.has("works") && lengthOf(text) > 120;
}

function isForeign(said: string): boolean {
  return (
    /[\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Greek}\p{Script=Devanagari}]/u.test(
      said,
    ) ||
    /\b(bonjour|je suis|oui|merci|ich bin|guten|danke|hola|estoy|soy|gracias|ciao|sono|grazie|sou|obrigado|salve|ego sum|ik ben|jestem|merhaba)\b/.test(
      said,
    )
  );
}

function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, "");
  return letters.length >= 12 && letters === letters.toUpperCase();
}

function sentencesIn(text: string): number {
  return text.split(/[.!?]+(?:\s|$)/).filter((sentence) => sentence.trim() !== "").length;
}

function digitsOf(text: string): string[] {
  return [...text.replace(/(\d)[, ](?=\d{3})/g, "$1").matchAll(/\d+(?:\.\d+)?/g)].map(
    ([number]) => number,
  );
}
