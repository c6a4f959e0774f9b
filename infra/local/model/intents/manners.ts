import type { Intent } from "./intent.ts";

/** What people say to keep a chat going. */
export const MANNERS: readonly Intent[] = [
  {
    name: "insult",
    test: /\b(fuck (you|off|u)|idiot|stupid|dumb|moron|shut up|loser|ugly|bitch|asshole|boring|you suck|lame)\b/,
    lines: [
      "charming",
      "rude",
      "{laugh} ok",
      "bad day?",
      "and yet you're still here",
      "lovely to meet you too",
    ],
    again: ["you kiss your mother with that mouth", "getting old now"],
  },
  {
    name: "how-are-you",
    test: /\bhow('?s| is| are| r|re)? (you|u|ya|it going|it goin|things|life|everything|we)\b|\bhow'?s it\b|\bwhat'?s (up|new|good)\b|\bwassup\b|\bsup\b|\bhow (u|ya) doin|\byou (ok|good|alright)\b|\bhru\b/,
    lines: [
      "not bad",
      "alright, bit tired",
      "can't complain",
      "surviving",
      "good, you know. long day",
      "fine, sat down at last",
    ],
    more: ["just one of those days", "no reason really"],
    again: ["still not bad"],
    back: ["you?", "yourself?", "how are you"],
  },
  {
    name: "bye",
    test: /\b(bye|goodbye|see (you|ya)|cya|gtg|gotta go|good night|ttyl)\b/,
    lines: ["bye then", "see ya", "take care", "nice talking"],
  },
  {
    name: "thanks",
    test: /\b(thanks|thank you|thx|ty|cheers)\b/,
    lines: ["no worries", "anytime", "sure"],
  },
  {
    name: "what",
    test: /^(what|wat|huh|eh|what do (you|u) mean|meaning|wdym|sorry)\W*$|\bwhat do (you|u) mean\b|\bmakes? no sense\b/,
    lines: ["never mind", "ignore me", "long day, sorry", "it made sense in my head"],
  },
  {
    name: "slow",
    test: /\b(hello+\?|you there|still there|u there|hurry|too slow|so slow|slow|answer me|reply)\b|^\?+$/,
    lines: ["still here", "sorry, thumbs", "yeah yeah, typing", "here, got distracted"],
  },
  {
    name: "fast",
    test: /\b(too fast|so fast|type fast|quick typer|fast typer)\b/,
    lines: ["years of practice", "nothing else to do", "is that bad"],
  },
  {
    name: "compliment",
    test: /\b(you'?re|ur|you are|you seem) (so |really |very |pretty )?(funny|nice|cool|sweet|cute|smart|great|interesting)\b|\bi like you\b/,
    lines: ["stop it", "{laugh} thanks", "nobody's said that all week", "flattery, careful"],
    back: ["you're not so bad"],
  },
  {
    name: "their-place",
    test: /\b(?:i'?m|i am|im) (?:from|in|living in|based in) (?:the )?([a-z]+(?: [a-z]+)?)/,
    lines: [
      "{heard}? never been",
      "oh nice, {heard}",
      "what's {heard} like",
      "i knew someone from there",
    ],
    back: ["you like it there?", "cold there?"],
  },
  {
    name: "their-work",
    test: /\b(?:i'?m|i am|im) an? ((?:[a-z]+ )?(?:teacher|nurse|student|engineer|developer|doctor|driver|chef|cook|designer|programmer|lawyer|manager|artist|writer|scientist|accountant|farmer|builder|cleaner|waiter|waitress|barista|researcher))\b|\bi work (?:in|at|as|for) (?:an? |the )?([a-z]+(?: [a-z]+)?)/,
    lines: [
      "sounds like hard work",
      "oh nice, do you like it",
      "respect",
      "couldn't do that myself",
    ],
    back: ["been doing it long?", "you like it?"],
  },
  {
    name: "their-name",
    test: /\b(?:my name is|my name'?s|call me|name'?s) ([a-z]+)/,
    lines: ["hi {heard}", "nice to meet you {heard}", "good name"],
    back: ["where are you from {heard}"],
  },
  {
    name: "their-age",
    test: /\b(?:i'?m|i am|im) \d{2}\b|^\d{2}$/,
    lines: ["ok, good age", "could be worse", "oh right"],
  },
  {
    name: "favourite",
    test: /\bfavou?rite ([a-z ]{3,20})/,
    lines: [
      "never picked one",
      "changes every week",
      "blue. wait, what was the question",
      "too many",
    ],
    back: ["yours?"],
  },
  {
    name: "why",
    test: /^(why|how come|y)\b|\bwhy\?*$|\bwhy (is|do|did|not)\b/,
    lines: ["no reason", "long story", "why not", "just is"],
  },
  {
    name: "really",
    test: /^(really|seriously|srsly|for real|fr|no way|wow|oh|damn|omg)\b/,
    lines: ["honestly", "i know", "yep, really", "would i lie"],
  },
  {
    name: "agree",
    test: /^(yes|yeah|yep|yea|ya|yup|true|exactly|same|agreed?|ok(ay)?|k|cool|nice|great|sure|i see|right|good|fine|alright|fair)\b/,
    lines: ["right", "good good", "{laugh}", "anyway", "so", "there we go"],
    back: [
      "so what do you do",
      "what are you up to",
      "where are you from",
      "what else",
      "any plans this weekend?",
    ],
  },
  {
    name: "disagree",
    test: /^(no|nope|nah|not really|never|wrong|i don'?t think so)\b/,
    lines: ["fair", "oh well", "suit yourself", "ok then"],
    back: ["what then", "why not", "so what do you like"],
  },
  {
    name: "laughing",
    test: /^(lol|lmao|ha(ha)+|hah|rofl|hehe|xd|😂|🤣)/,
    lines: ["glad someone's laughing", "{laugh}", "i try", "what's funny"],
    back: ["what do you do anyway", "where are you anyway", "your turn, ask me something"],
  },
  {
    name: "greeting",
    test: /^(hi+|hey+|hello+|yo+|hiya|howdy|sup|good (morning|evening|afternoon|day)|greetings|heya)\b/,
    lines: [
      "{greeting}",
      "{greeting}, how's it going",
      "{greeting}, you alright",
      "{greeting}, so who are you",
    ],
    again: ["we did hello already", "hello again"],
    back: ["how are you", "where are you from", "what's up"],
  },
];
