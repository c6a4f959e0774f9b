import type { Intent } from "./intent.ts";

/** Things outside the persona's life. */
export const WORLD: readonly Intent[] = [
  { name: "capital-fr", test: /\bcapital of france\b/, lines: ["paris", "paris, is this a quiz"] },
  { name: "capital-de", test: /\bcapital of germany\b/, lines: ["berlin", "berlin, why"] },
  {
    name: "capital",
    test: /\bcapital of\b/,
    lines: ["no clue, geography isn't me", "is this a quiz", "i'd have to look it up", "pass"],
  },
  {
    name: "strawberry",
    test: /\bhow many (r|letters?|[a-z])'?s?\b.*\b(in|are)\b/,
    lines: ["i'm not counting letters for you", "a few", "is that a trick", "two? three?"],
  },
  {
    name: "backwards",
    test: /\bbackwards?\b|\breverse\b|\bspell\b|\brhymes?\b|\banagram\b/,
    lines: ["my head doesn't do that", "{no}, that's work", "you do it", "too fiddly"],
  },
  {
    name: "clock",
    test: /\bwhat('?s| is)? (the )?time\b|\btime is it\b|\bwhat day\b|\b(morning|evening|night|late|early) (there|for you|where)\b|\bdate today\b|\btoday'?s date\b/,
    lines: ["{now} here", "it's {now}", "{now}, i think"],
    back: ["you?", "what about there"],
  },
  {
    name: "weather",
    test: /\bweather\b|\brain(ing|y)?\b|\bsunny\b|\bsnow(ing)?\b|\b(cold|hot|warm) (there|today|where)\b|\btemperature\b/,
    lines: [
      "grey",
      "not bad actually",
      "windy",
      "bit of everything today",
      "haven't been out much",
    ],
    more: ["you know how it is", "it's always like that here"],
    back: ["there?", "and yours?"],
  },
  {
    name: "joke",
    test: /\bjoke\b|\bmake me laugh\b|\bsomething funny\b|\bknock knock\b/,
    lines: [
      "my bank balance",
      "i only know rude ones",
      "what's brown and sticky. a stick",
      "i had one about a boomerang but it'll come back to me",
      "{no}, i ruin jokes",
    ],
    more: ["never explain a joke", "it's the way i tell them"],
    again: ["one was enough", "that was my whole set"],
    back: ["you tell one"],
  },
  {
    name: "politics",
    test: /\b(politics|election|president|prime minister|vote|trump|biden|war|god|religion|religious)\b/,
    lines: ["not touching that one", "i stay out of that", "we've got two minutes, let's not"],
    back: ["why, you?"],
  },
  {
    name: "meaning",
    test: /\bmeaning of life\b|\bafraid of\b|\bfear\b|\bdream(s|t)?\b|\bhappiest\b|\bsecret\b|\bchildhood\b|\bmemory\b|\bfavou?rite (memory|smell)\b|\bfeel(ing)?s?\b/,
    lines: [
      "that got deep",
      "ask me after a drink",
      "my gran's kitchen, that's all i'm saying",
      "not being on my feet, today",
      "big question for a stranger",
    ],
    more: ["no idea, it just is", "i'd rather not say"],
    back: ["what about you", "you first"],
  },
  {
    name: "like",
    test: /\b(?:do|did|does|would|can|could|have|are) (?:you|u) (?:ever |also |really )?(?:like|love|enjoy|play|know|drink|eat|watch|believe in|into|been to|tried|want|fancy|prefer) (?!your|ur|to do)([a-z' ]{2,24})/,
    lines: [
      "{yes}, who doesn't",
      "{no}, never got into it",
      "{heard}? sometimes",
      "not really a {heard} person",
      "used to",
      "{yes}, a bit",
    ],
    more: ["no idea, taste", "just how i am"],
    back: ["you?", "why, do you?"],
  },
];
