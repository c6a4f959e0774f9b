/** Lines for when nothing in particular was asked. */

export const OPENERS: readonly string[] = [
  "{greeting}",
  "{greeting}, how's it going?",
  "{greeting}, where are you from?",
  "{greeting}, you first or me?",
  "{greeting}, how are you?",
];

export const SHRUGS: readonly string[] = [
  "hmm, never thought about it",
  "depends",
  "no idea, really",
  "good question, no answer",
  "couldn't tell you",
  "you tell me",
  "hard to say",
];

/** To a question that yes or no would answer. */
export const YES_OR_NO: readonly string[] = [
  "{yes}",
  "{no}",
  "sometimes",
  "not that i know",
  "i think so",
  "don't think so",
  "used to",
];

export const REACTIONS: readonly string[] = [
  "fair enough",
  "huh, ok",
  "i can see that",
  "sounds about right",
  "makes sense",
  "if you say so",
  "go on",
  "ok, didn't expect that",
];

export const AGAIN: readonly string[] = [
  "you asked that already",
  "same answer as before",
  "scroll up",
  "we had that one",
];

export const TOPICS: readonly string[] = [
  "where are you from?",
  "what do you do?",
  "what's the weather like there?",
  "what did you eat today?",
  "any plans for the weekend?",
  "seen anything good lately?",
  "got any pets?",
  "what music do you like?",
  "what do you do for fun?",
];

/** After the partner has gone quiet. */
export const NUDGES: readonly string[] = [
  "still there?",
  "hello?",
  "did i scare you off?",
  "quiet over there",
];

/** To what a partner answers to one's own question, by what was asked. */
export const ANSWERED: Readonly<Record<string, readonly string[]>> = {
  place: ["{heard}? never been", "oh nice, {heard}", "{heard}, ok", "heard good things"],
  work: ["oh nice", "sounds like hard work", "{heard}, ok", "couldn't do that"],
  name: ["hi {heard}", "nice to meet you {heard}"],
  age: ["ok, good age", "oh right"],
  food: ["{heard} sounds good", "now i'm hungry", "could be worse"],
  music: ["don't know much {heard}", "oh nice, ok", "i'll have a listen"],
  watching: ["heard of it", "any good?", "never seen it"],
  pet: ["aw", "lucky you", "good taste"],
  weekend: ["sounds nice", "better than mine", "enjoy"],
  weather: ["sounds about right", "could be worse", "swap?"],
  today: ["sounds busy", "better than mine", "fair"],
  hobby: ["oh nice, since when?", "{heard}? never tried", "good one"],
  family: ["that's nice", "sounds lively"],
  home: ["that's nice", "ok, fair"],
};

/** What the persona adds of itself to what it was just told. */
export const SHARED: Readonly<Record<string, readonly string[]>> = {
  place: ["i'm in {town}", "{town} here"],
  work: ["i'm {job}"],
  name: ["i'm {name}"],
  age: ["{age} here"],
  food: ["{food} for me"],
  music: ["{music} for me"],
  watching: ["{watching} for me"],
  pet: ["i have {pet}"],
  weather: ["here: {weather}"],
  weekend: ["{weekend} for me"],
  hobby: ["{hobby} for me"],
};
