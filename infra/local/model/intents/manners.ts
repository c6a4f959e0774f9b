import type { Intent } from "./intent.ts";

/** What people say to keep a chat going. */
export const MANNERS: readonly Intent[] = [
  {
    name: "insult",
    says: "insult",
    test: /\b(fuck (you|off|u)|fuck|idiot|stupid|dumb|moron|shut up|loser|ugly|bitch|asshole|boring|you suck|lame|trash|pathetic|kys|dickhead|wanker)\b/,
    lines: ["charming", "rude", "bad day?", "and yet you're still here"],
    again: ["getting old now", "we've done that one"],
  },
  {
    name: "how-are-you",
    says: "mood",
    test: /\bhow('?s| is| are| re)? (you|ya|it going|it goin|things|life|everything|we)\b|\bhow'?s it\b|\bwhat'?s (up|new|good)\b|\bwassup\b|^sup\b|\bhow you doin|\byou (ok|good|alright|well)\b(?! at| with)|\bhru\b|\bhow do you do\b/,
    lines: ["not bad", "can't complain", "good, long day"],
    more: ["just one of those days", "no reason really"],
    again: ["still the same", "no change in the last minute"],
    back: ["you?", "yourself?", "how are you?"],
  },
  {
    name: "bye",
    says: "bye",
    test: /\b(bye|goodbye|see (you|ya)|cya|gtg|gotta go|good night|ttyl|have to go)\b/,
    lines: ["bye then", "take care", "nice talking"],
  },
  {
    name: "thanks",
    test: /\b(thanks|thank you|thx|ty|cheers)\b/,
    lines: ["no worries", "anytime", "no problem"],
  },
  {
    name: "sorry",
    test: /^(i'?m )?(so )?(sorry|my bad|apologies|oops)\b/,
    lines: ["no worries", "it's fine", "don't worry about it"],
  },
  {
    name: "what",
    test: /^(what|huh|eh|what do you mean|meaning|wdym|pardon|excuse me)\W*$|\bwhat do you mean\b|\b(makes?|make|making) no sense\b|\bdon'?t (get|understand)\b|\bthat'?s (random|weird|strange)\b/,
    lines: ["never mind", "ignore me", "long day, sorry", "it made sense in my head"],
    again: ["forget it"],
  },
  {
    name: "thread",
    test: /\bwhat (?:were|are) we (?:talking|chatting|on) about\b|\bwhere were we\b/,
    lines: ["this and that", "lost the thread too", "nothing much so far"],
  },
  {
    name: "slow",
    test: /\b(hello+\?|you there|still there|hurry|too slow|so slow|slow|answer me|answer the question|reply|taking so long)\b|^\?+$/,
    lines: ["still here", "sorry, thumbs", "here, got distracted", "i'm typing"],
    again: ["patience", "as fast as i can"],
  },
  {
    name: "fast",
    test: /\b(too fast|so fast|type fast|quick typer|fast typer|that was (fast|quick))\b/,
    lines: ["years of practice", "nothing else to do", "is that bad"],
  },
  {
    name: "compliment",
    test: /\b(you'?re|you are|you seem) (so |really |very |pretty )?(funny|nice|cool|sweet|cute|smart|great|interesting|kind)\b|\bi like you\b|\blove you\b/,
    lines: ["stop it", "thanks, i think", "nobody's said that all week", "flattery, careful"],
    back: ["you're not so bad"],
  },
  {
    name: "weird",
    test: /\b(you'?re|you are|your|that'?s) (so |really |very |a bit |kinda )?(weird|strange|odd|creepy|funny person|mysterious|vague|suspicious|sus)\b|^(weird|sus|creepy)\b/,
    lines: ["thanks, i think", "you have no idea", "says you", "been told before"],
    again: ["you said"],
  },
  {
    name: "here",
    test: /^(i'?m |im |yes |yeah |sorry )*(still |right )?(here|back)\b/,
    lines: ["ok good", "thought i lost you", "there you are"],
  },
  {
    name: "contact",
    test: /\b(instagram|insta|snap(chat)?|whatsapp|discord|number|facebook|tiktok|email|address|photo|pic|selfie)\b/,
    lines: ["bit early for that", "let's not", "i don't give that out"],
    again: ["still no"],
  },
  {
    name: "ask-me",
    test: /\b(ask me|your turn|you ask|any questions)\b|^you (go |can )?(first|start)\b|\bdon'?t you (ask|have)\b/,
    says: "ask",
    lines: ["where are you from?", "what do you do?", "what did you eat today?"],
  },
];

/** Openings of a message that need no answer when something else was said too. */
export const SMALL_TALK: readonly Intent[] = [
  {
    name: "really",
    test: /^(really|seriously|srsly|for real|fr|no way|wow|oh|damn|omg|interesting|are you serious)\b/,
    lines: ["honestly", "i know", "yep, really", "would i lie"],
    again: ["yes really"],
  },
  {
    name: "same",
    test: /^(same|me too|me neither|samee+|likewise|same here)\b/,
    lines: ["glad it's not only me", "that makes two of us", "really? good"],
    again: ["we have a lot in common then"],
  },
  {
    name: "agree",
    test: /^(yes|yeah|yep|yea|ya|yup|true|exactly|agreed?|ok(ay)?|k|kk|cool|nice|great|sure|i see|right|good|fine|alright|fair|haha yes|lovely|indeed|aha|ah)\b/,
    says: "react",
    lines: ["right", "good good", "anyway", "there we go"],
  },
  {
    name: "disagree",
    test: /^(no|nope|nah|not really|never|wrong|i don'?t think so|nothing|none|not much)\b/,
    lines: ["fair", "oh well", "suit yourself", "ok then"],
    back: ["what then?", "why not?", "so what do you like?"],
  },
  {
    name: "unsure",
    test: /^(idk|i don'?t know|dunno|maybe|perhaps|not sure|no idea|depends)\b/,
    lines: ["fair enough", "nobody does", "ok, easier one then", "that's honest"],
  },
  {
    name: "laughing",
    test: /^(lol|lmao|ha(ha)+|hah|rofl|hehe|xd|😂|🤣|kkk+|jaja)/,
    lines: [
      "{laugh}",
      "glad somebody's laughing",
      "i try",
      "what's funny?",
      "i meant it",
      "easy crowd",
    ],
  },
  {
    name: "emoji",
    test: /^[\p{Extended_Pictographic}\uFE0F\u200D\s:;()^_-]+$/u,
    lines: ["{laugh}", "what does that one mean", "ok, the small pictures", "same"],
    again: ["use your words"],
  },
  {
    name: "greeting",
    test: /^(hi+|hey+|hello+|yo+|hiya|howdy|sup|good (morning|evening|afternoon|day)|greetings|heya|hullo|oi)\b/,
    lines: ["{greeting}"],
    again: ["we did hello already", "hello again"],
    back: ["how are you?", "where are you from?", "how's it going?"],
  },
];
