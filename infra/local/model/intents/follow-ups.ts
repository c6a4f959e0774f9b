import type { Intent } from "./intent.ts";

/** Words that mean whatever was spoken of before. */
export const FOLLOW_UPS: readonly Intent[] = [
  {
    name: "and-you",
    test: /^(?:and |so )?what(?:'s| is) yours\b|^(?:and |so |what about |how about |but )*(?:you|yourself|yours|urself|hbu|wbu|hby|wby)\s*(?:though|then|too)?\s*\?*$|\bwhat about you\b|\bhow about you\b/,
    lines: ["same, more or less", "not much different", "oh, much the same"],
  },
  {
    name: "like-it",
    test: /\b(do|did) you (really |actually |even )?(like|enjoy|love|hate|mind) (it|that|them)\b|^(is|was) (it|that) (good|fun|nice|hard|ok|bad|any good)\b/,
    lines: ["most days", "{yes}, mostly", "some days more than others", "it's ok, you know"],
    again: ["mostly, like i said"],
  },
  {
    name: "why",
    test: /^(why|how come|y)\b(?! (are|don'?t|do|is|did) (you|not) \w)|\bwhy\?*$|^(because|cause)\?+$/,
    lines: [
      "no reason",
      "long story",
      "why not",
      "just is",
      "couldn't say",
      "ask me something easier",
      "it just happened",
    ],
    again: ["you ask why a lot"],
  },
  {
    name: "another",
    test: /^(and |ok |tell me )*(another( one)?|one more|once more|again|a different one)\b/,
    lines: ["one was enough", "that's all i have"],
  },
  {
    name: "more",
    test: /^(and\?*|what else|anything else|like what|such as|tell me more|go on|which( one)?|how so|in what way|what kind|what sort|continue|elaborate|for example|explain)\W*$|^(which|what (kind|sort))(?!.*\b(music|food|films?|movies?|books?|sports?|shows?|games?|drinks?|person)\b)( of)?( [a-z]+)?\W*$/,
    lines: ["that's it really", "not much more to say", "the usual"],
  },
];
