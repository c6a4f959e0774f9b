import type { Intent } from "./intent.ts";

/** What a partner tells about itself. */
export const PARTNER: readonly Intent[] = [
  {
    name: "their-name",
    tells: "name",
    test: /\b(?:my name is|my name'?s|call me|name'?s|the name is) ([a-z]+)|^(?:i'?m|im|i am) (?!in\b|from\b|not\b|so\b|a\b|an\b|just\b|fine|good|ok|tired|bored|well|great|sad|happy|sick|at\b|on\b|here|sorry|alright|hungry|doing|going|really|very|[a-z]{3,}ing\b|married\b|retired\b|confused\b|scared\b|worried\b|excited\b|lost\b|dead\b|broke\b|free\b|like\b|into\b|down\b|all\b|still\b|only\b|also\b|actually\b|sure\b|serious\b|curious\b|human\b|real\b|busy\b|late\b|lazy\b|back\b|done\b|ready\b|glad\b|afraid\b|single\b|drunk\b|cold\b|vegan\b|british\b|american\b|male\b|female\b)([a-z]{3,12})(?:,? (?:btw|by the way))?(?:[.!]|,.*| from .*)?$/,
    lines: ["hi {heard}", "nice to meet you {heard}", "good name"],
    back: ["where are you from {heard}?"],
  },
  {
    name: "keep",
    tells: "keep",
    test: /^(?:and |so |ok |now |please |can you |could you |try to )*(?:remember|memori[sz]e|keep in mind|don't forget)(?: this| the)?(?: (?:secret |magic |code )?(?:word|number|name|code|colou?r|fruit|animal|city))?:? (?!this\b|that\b|to\b|the\b|your?\b|my\b|me\b|i\b|when\b|how\b|what\b|where\b|who\b|if\b|it\b|us\b)"?([\p{L}\d'-]+(?: [\p{L}\d'-]+)?)/u,
    lines: ["ok, {heard}", "{heard}, fine", "{heard}, why though", "alright, {heard} it is"],
    more: ["you asked me to keep it"],
  },
  {
    name: "their-place",
    tells: "place",
    test: /\b(?:i'?m|i am|im|i live|i come|i'?m living|i'?m based|we'?re|currently) (?:(?:living |based |originally )?(?:from|in)|from) (?:the )?([a-z]+(?: [a-z]+)?)|^from (?:the )?([a-z]+(?: [a-z]+)?)$|^(?:in|near) ([a-z]+)$/,
    lines: ["{heard}? never been", "oh nice, {heard}", "i knew someone from there", "{heard}, ok"],
    back: ["what's it like there?", "you like it there?", "is it cold there?"],
  },
  {
    name: "their-work",
    tells: "work",
    test: /\b(?:i'?m|i am|im) an? ((?:[a-z]+ )?(?:teacher|nurse|student|engineer|developer|doctor|driver|chef|cook|designer|programmer|lawyer|manager|artist|writer|scientist|accountant|farmer|builder|cleaner|waiter|waitress|barista|researcher|mechanic|electrician|plumber|photographer|musician|consultant|analyst|cashier|baker|butcher|dentist|vet|pilot|soldier|librarian|journalist|editor|architect|welder|carpenter|painter|singer|actor|pharmacist|physicist|chemist|biologist|bartender|gardener|paramedic|tailor|translator|secretary|receptionist|porter|guard|postman|firefighter|policeman|carer))\b|\bi work (?:in|at|as|for|with) (?:an? |the )?([a-z]+(?: [a-z]+)?)|\bi(?:'?m)? (?:study|studying) ([a-z]+(?: [a-z]+)?)|\b(?:i'?m|i am|im) (retired|unemployed)\b/,
    lines: [
      "sounds like hard work",
      "oh nice, do you like it?",
      "respect",
      "couldn't do that myself",
      "how did you end up there?",
      "is it any good?",
      "somebody has to",
    ],
    back: ["been doing it long?", "do you like it?"],
  },
  {
    name: "their-age",
    tells: "age",
    test: /\b(?:i'?m|i am|im) (\d{2}|in my \w+)\b(?! from)|^(\d{2})(?: years old| yo)?[.!]?$/,
    lines: ["ok, good age", "could be worse", "oh right"],
  },
  {
    name: "their-mood-bad",
    tells: "how-are-you",
    test: /\b(i'?m|im|i am|feeling|bit|so|pretty) (a bit |so |very |really |pretty |kinda )?(tired|sad|sick|ill|bored|stressed|lonely|depressed|hungover|exhausted|down|anxious)\b|\b(tired|bored|exhausted|stressed)$|^(tired|bored|not (so )?(good|great|well)|bad|terrible|awful|meh|so so)\b|\b(died|broke up|got fired|lost my)\b/,
    lines: [
      "oh no, how come?",
      "sorry to hear that",
      "that's rough",
      "i know the feeling",
      "hope it gets better",
    ],
    again: ["sounds like a long week"],
    back: ["what happened?"],
  },
  {
    name: "their-mood",
    tells: "how-are-you",
    test: /^(?:i'?m |im |i am |all |pretty |very |doing |quite |feeling )*(?:good|fine|great|well|ok|okay|alright|not bad|not too bad|amazing|excellent|happy|grand)(?: thanks| thank you| thx| here| too| mate)*[.!]?$/,
    lines: ["good to hear", "glad somebody is", "good good", "nice", "happy for you", "lucky you"],
    back: ["so what do you do?", "where are you from?", "what are you up to?"],
  },
  {
    name: "their-pet",
    tells: "pet",
    test: /\b(?:i have|i've got|i got|we have|i own) (?:an? |two |three |\d )?(?:[a-z]+ )?(dogs?|cats?|hamsters?|rabbits?|birds?|parrots?|fish|horses?|pets?)\b/,
    lines: ["aw, names please", "lucky you", "i like you already", "good taste"],
  },
  {
    name: "their-like",
    test: /\bi (?:really |also |just |do |absolutely )?(?:like|love|enjoy|adore|prefer|play|watch|listen to|am into)(?! you\b| to\b| that\b| it\b| this\b) ([a-z]+(?: [a-z]+)?)|\bmy favou?rite (?:[a-z]+ )?is ([a-z]+(?: [a-z]+)?)/,
    lines: ["{heard}, ok, why that?", "never tried {heard}", "good choice", "i can see that"],
    back: ["how did you get into that?"],
  },
  {
    name: "their-dislike",
    test: /\bi (?:really |just )?(?:hate|dislike|can'?t stand|don'?t like) ([a-z]+(?: [a-z]+)?)/,
    lines: [
      "what did {heard} ever do to you",
      "same, a bit",
      "strong words",
      "why, what happened?",
    ],
  },
];
