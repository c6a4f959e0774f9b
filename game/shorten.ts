const LAST_SENTENCE = /^.*[.!?…]["')]*(?=\s)/su;
const LAST_WORD = /^.*\S(?=\s)/su;
const LOOSE_SIGN = /[\s,;:–—(-]+$/u;
/** Words on which nobody ends a message. */
const LOOSE_WORD =
  /\s(and|or|but|so|because|if|that|the|an?|my|your|to|of|in|on|at|for|with|i|i'm|is|are)$/iu;

/**
 * The reply cut to at most maxCharacters code points: after a sentence when that keeps half of
 * what fits, otherwise after a word that may end a message. A reply that fits is only trimmed;
 * null when not even one word fits, and the turn passes.
 */
export function shortenTo(text: string, maxCharacters: number): string | null {
  const characters = Array.from(text.trim());
  if (characters.length <= maxCharacters) return characters.join("") || null;
  // The character after the cut tells whether the cut falls between words.
  const start = characters.slice(0, Math.max(0, Math.floor(maxCharacters)) + 1).join("");
  const sentence = LAST_SENTENCE.exec(start)?.[0] ?? "";
  if (Array.from(sentence).length >= maxCharacters / 2) return sentence || null;
  return withoutLooseEnd(LAST_WORD.exec(start)?.[0] ?? "") || null;
}

function withoutLooseEnd(text: string): string {
  const shorter = text.replace(LOOSE_SIGN, "").replace(LOOSE_WORD, "");
  return shorter === text ? text : withoutLooseEnd(shorter);
}
