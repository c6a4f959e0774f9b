/** Lines for when nothing in particular was asked. */

export const OPENERS: readonly string[] = [
  "{greeting}",
  "{greeting}, how's it going",
  "{greeting}, where are you from",
  "{greeting}, so are we meant to ask things",
  "{greeting}, you first or me",
  "{greeting}, what's up",
  "so, who are you",
  "{greeting}, long day here. you?",
];

export const SHRUGS: readonly string[] = [
  "hmm, never thought about it",
  "depends",
  "no idea, really",
  "you'd have to ask someone cleverer",
  "couldn't tell you",
  "maybe, maybe not",
  "good question, no answer",
  "{filler} no clue",
];

export const REACTIONS: readonly string[] = [
  "right",
  "fair enough",
  "huh, ok",
  "i can see that",
  "sounds about right",
  "makes sense",
  "{laugh} ok",
  "same here really",
  "if you say so",
  "go on",
];

export const TOPICS: readonly string[] = [
  "so where are you from",
  "what do you do",
  "what's the weather doing there",
  "what did you have for dinner",
  "any plans this weekend?",
  "seen anything good lately?",
  "do you play this a lot?",
  "got any pets?",
  "what music do you like",
  "tell me something boring about you",
];

/** After the partner has gone quiet. */
export const NUDGES: readonly string[] = [
  "you still there?",
  "hello?",
  "did i scare you off",
  "quiet, you",
  "no? ok, {today}, since you ask",
];
