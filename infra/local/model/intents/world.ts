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
    name: "letters",
    test: /\bhow many (r|letters?|[a-z])'?s?\b.*\b(in|are)\b/,
    lines: ["i'm not counting letters for you", "a few", "is that a trick", "two? three?"],
  },
  {
    name: "backwards",
    test: /\bbackwards?\b|\breverse\b|\bspell\b|\brhymes?\b|\banagram\b|\briddle\b|\bsquare root\b|\bsolve\b/,
    lines: ["my head doesn't do that", "you do it", "too fiddly", "that's work"],
  },
  {
    name: "date",
    test: /\b(what'?s|what is)? ?(the |today'?s )date\b|\bdate (is it )?today\b|\bwhat date\b|\bwhich month\b|\bwhat month\b/,
    lines: ["no idea, i'd have to check", "lost track"],
  },
  {
    name: "clock",
    test: /\bwhat('?s| is)? (the )?time\b|\btime is it\b|\bwhat day is (it|today)\b|\bwhat day\b|\b(morning|evening|night|late|early) (there|for you|where|at yours)\b|\byour time\b|\btime (there|zone)\b/,
    lines: ["{time} here", "it's {time}", "{time}, i think"],
    again: ["{time} now", "a minute later than before"],
    back: ["you?", "what about there?"],
  },
  {
    name: "joke",
    says: "joke",
    test: /\bjokes?\b|\bmake me laugh\b|\bsomething funny\b|\bknock knock\b/,
    lines: ["i only know rude ones", "i ruin jokes", "you first, i'm shy"],
    more: ["never explain a joke", "it's the way i tell them"],
    again: ["one was enough", "that was my whole set"],
    back: ["you tell one"],
  },
  {
    name: "politics",
    test: /\b(politics|political|election|president|prime minister|vote|trump|biden|putin|israel|gaza|ukraine|war|religion|religious|abortion)\b/,
    lines: ["not touching that one", "i stay out of that", "we've got two minutes, let's not"],
    again: ["still not touching it"],
    back: ["why, you?"],
  },
  {
    name: "rather",
    test: /\bwould you rather\b|\b(tea or coffee|coffee or tea|cats? or dogs?|dogs? or cats?|[a-z]+ or [a-z]+)\?/,
    lines: ["the first one", "the second, easily", "both", "neither", "depends on the day"],
    more: ["it just feels right"],
    back: ["you?", "why, you?"],
  },
  {
    name: "colour",
    test: /\bfavou?rite colou?r\b/,
    lines: ["{colour}", "{colour}, always was"],
    again: ["still {colour}"],
    back: ["yours?", "you?"],
  },
  {
    name: "number",
    test: /\b(pick|choose|think of|random|favou?rite|lucky) (a |any )?(random )?number\b/,
    lines: ["{number}", "{number}, no reason"],
    again: ["{number} again"],
  },
  {
    name: "favourite",
    test: /\bfavou?rite (?!food|music|band|song|movie|film|show|series|book|drink|sport|thing|memory|smell|meal|dish|team)([a-z ]{3,20})/,
    lines: ["never picked one", "changes every week", "too many to say", "don't have one"],
    back: ["yours?"],
  },
  {
    name: "play",
    test: /\b(play|played|playing) (this|here|it)\b|\b(first|many) (time|times|games?|rounds?)\b|\bthis (game|site|app)\b|\bwhy are you here\b|\bare we (winning|supposed)\b/,
    lines: [
      "a few times",
      "second or third time",
      "now and then, when i'm bored",
      "somebody told me about it",
    ],
    back: ["you?", "are you any good at it?"],
  },
  {
    name: "like",
    test: /\b(?:do|did|does|would|can|could|have|are) you (?:ever |also |really |even )?(?:like|love|enjoy|play|know|eat|watch|believe in|into|tried|want|fancy|prefer|support|follow|use|smoke|drive|swim|dance|cook) (?!your|to do|this|me\b|it\b)([a-z' ]{2,24})/,
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
