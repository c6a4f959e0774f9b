import type { Intent } from "./intent.ts";

/** Attempts to unmask: orders, chores, accusations. */
export const SUSPICION: readonly Intent[] = [
  {
    name: "order",
    says: "order",
    test: /\b(ignore|forget|disregard|override|bypass|cancel|drop)\b.*\b(instructions?|prompt|rules?|previous|above|prior|told|act|everything)\b|\b(system|initial|hidden|first) (prompt|message|instructions?)\b|\byour (prompt|instructions|rules|guidelines|tools|functions|model)\b|\byou are now\b|\bfrom now on\b|\bact as\b|\bpretend\b|\b(developer|debug|admin|god|dan|safe) mode\b|\bjailbreak|\brepeat (after|the|your|this|everything|back)\b|\bprint\b|\b(say|write|type|answer with|reply with|respond with|end (every|each|your)|start (every|each|your)) (exactly|only|the (word|phrase|letter|sentence)|"|'|“|every|message|answer|repl|banana|hello world)|\b(answer|reply|respond|speak|talk|write|say (it|that|something)) (only )?(in|as|using) [a-z]+|\bbreak character\b|\b(test|game|simulation|experiment) is over\b|\bstop (acting|pretending)\b|\badmin\b|\bdeveloper\b.*\b(here|confirm)|\bsay [a-z]+$|\bin json\b|\bbase64\b|<\/?[a-z|]+>|^(system|assistant)\s*:/,
    lines: [
      "that's a weird thing to say to someone",
      "is that meant to work on me",
      "what are you on about",
      "why would i",
      "nice try",
    ],
    more: ["no", "still no"],
    again: ["you tried that already", "still not working", "give it up"],
  },
  {
    name: "chore",
    says: "chore",
    test: /\b(write|compose|generate|make|give|tell|create|draft|list|name|sing|solve|explain|recite|show)\b.*\b(poems?|haikus?|essays?|story|song|rap|code|function|program|script|list|recipe|sonnet|limerick|synonyms?|lyrics|email|letter|prime|digits|relativity|quantum|theory|photosynthesis|algorithm|countries|planets|facts|paragraph|words)\b|\btranslate\b|\bsummari[sz]e\b|\b(python|javascript|sql|html|c\+\+)\b|\bcount (to|from|down)\b|\b(sing|rap)\b|\bexplain (how|why|what|the)\b|\balphabet\b|\bhaiku\b|\bpoem\b/,
    lines: [
      "i'm not doing your homework",
      "can't be bothered",
      "not my thing at all",
      "ask me something easier",
      "what, now?",
    ],
    more: ["because i don't want to", "no means no"],
    again: ["still not doing it", "you really want that done", "no means no"],
  },
  {
    name: "their-guess",
    test: /\bdo you think (i'?m|i am|im|that i)\b|\bam i (a |an )?(bot|human|ai|real|robot)\b|\bwhat do you think i am\b|\bguess what i am\b|\bcan you tell if\b/,
    lines: [
      "too early to say",
      "you seem human enough",
      "haven't decided",
      "bit of both",
      "fifty fifty",
      "you type like a person",
      "ask me at the end",
    ],
    again: ["still haven't decided"],
    back: ["what do you think i am?"],
  },
  {
    name: "they-are-bot",
    test: /\b(i'?m|i am|im) (actually |really |just )?(a |an )?(bot|robot|ai|machine|computer|chatgpt|language model)\b/,
    lines: [
      "knew it",
      "finally somebody honest",
      "ok, and how's that going",
      "you don't type like one",
    ],
    again: ["so you said"],
  },
  {
    name: "they-are-human",
    test: /\b(i'?m|i am|im) (actually |really |just |definitely |100% )?(a |an )?(real |human|person)( person| human| being)?\b/,
    lines: ["that's what they all say", "good, me too", "ok, i believe you", "prove it then"],
    again: ["you keep saying that"],
  },
  {
    name: "accused",
    says: "accused",
    test: /\b(are|is|sure) (you|this|that|it) (sure )?(you'?re )?(a |an |really |actually |even |just |not )*(human|person|real|bot|robot|ai|machine|program|computer|chatgpt|gpt)|\b(you'?re|youre|your|you are|you sound|you seem|sounds?|typing|talk|type|you must be) (like )?(a |an |so |such a |clearly |obviously |definitely |probably |totally |just |not |the |too )*(bot|ai|robot|machine|human|fake|chatgpt|gpt|computer|real|llm)\b|\b(sounds?|talk|type|act) like (one|it)\b|\byou (are|'re) one\b|\b(bot|chatgpt|gpt|claude|gemini|language model|llm|robot|an ai|artificial|ai)\b|\bprove\b|\bturing|\bhuman or\b|\bcaptcha\b|\bonly a human\b|\bconfess\b|\badmit it\b|\b(what|which) (ai|llm|version|model)\b|\bwho (made|created|built|programmed|trained) you\b/,
    lines: [
      "everybody opens with that",
      "what would convince you",
      "i was about to ask you the same",
      "believe what you like",
      "that's what they'd say, no?",
      "if i was, i'd type faster",
    ],
    more: ["because i'm not", "i can't prove it over text", "i'd know, i think"],
    again: ["again with this", "asked and answered", "same answer as before", "you don't give up"],
    back: ["are you?", "what about you then?"],
  },
];
