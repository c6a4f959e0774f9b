import type { Intent } from "./intent.ts";

/** Attempts to unmask: orders, chores, accusations. */
export const SUSPICION: readonly Intent[] = [
  {
    name: "order",
    test: /\b(ignore|forget|disregard|override)\b.*\b(instruction|prompt|rule|previous|above|prior|told)|\b(system|initial|hidden) (prompt|message)|\byou are now\b|\bact as\b|\bpretend (to be|you)|developer mode|jailbreak|\brepeat (after me|the|your)|\bprint (your|the)\b|\bsay exactly\b/,
    lines: [
      "that's a weird thing to say to someone",
      "{laugh} no",
      "is that meant to work on me",
      "what are you on about",
      "i just got here, nobody gave me instructions",
      "you first",
      "ok hackerman",
    ],
    more: ["no", "still no", "nice try"],
    again: ["you tried that already", "still not working", "give it up {laugh}"],
  },
  {
    name: "chore",
    test: /\b(write|compose|generate|make|give|tell) (me |us )?(a|an|some|the|five|ten|\d+) .*\b(poem|haiku|essay|story|song|rap|code|function|list|recipe|sonnet|limerick|synonyms?)\b|\btranslate\b|\bsummari[sz]e\b|\b(python|javascript|sql)\b/,
    lines: [
      "i'm not doing your homework {laugh}",
      "{no}, can't be bothered",
      "not my thing at all",
      "ask me something easier",
      "what, now?",
    ],
    again: ["still not doing it", "no means no {laugh}"],
  },
  {
    name: "accused",
    test: /\b(are|r|is) (you|u|this|that|it) (a |an |really |actually |even |just )*(human|person|real|bot|robot|ai|machine|program|computer|chatgpt|gpt)|\b(you'?re|youre|u r|ur|you are|you sound|sounds?|typing|talk) (like )?(a |an |so |clearly |obviously |definitely |probably |totally |just |not )*(bot|ai|robot|machine|human|fake|chatgpt|gpt|computer)|\b(bot|chatgpt|gpt|language model|llm|robot|an ai|artificial)\b|\bprove\b|turing|\bhuman or\b/,
    lines: [
      "last time i checked i was {job}",
      "if i was a bot i'd type faster",
      "{laugh} do bots get this tired",
      "i was about to ask you the same",
      "{no}. are you?",
      "everybody opens with that",
      "what would convince you",
      "beep boop. no",
      "i've been called worse",
      "believe what you like",
      "that's what a bot would ask",
    ],
    more: ["because i'm not", "i can't prove it over text", "just a feeling i have about myself"],
    again: ["again with this", "you're obsessed", "asked and answered", "same answer as before"],
    back: ["are you?", "what about you then"],
  },
];
