import type { Intent } from "./intent.ts";

/** A question for what the partner itself has said before; the whole of it is what was named. */
export const RECALL: Intent = {
  name: "recall",
  test: new RegExp(
    `^(.*(?:${[
      /\b(?:what|which|where|who|how|when)\b.*\b(?:did|have|had) i (?:just |already |first |actually )*(?:say|said|tell|told|mention(?:ed)?|writ(?:e|ten)|give|given|named?|typed?|ask(?:ed)?|call(?:ed)?)\b/,
      /\b(?:what|which|who)(?:'s| is| was| are| were) (?:again )?my\b/,
      /\b(?:what|which)(?:'s| is| was) the (?:secret |magic |code |first |last )?(?:word|number|code|password|thing|fruit|animal|colou?r|city|name|message|question)(?: again| i (?:said|told|gave|mentioned|named|wrote|sent|asked).*)?\W*$/,
      /\bwhere (?:am|was) i (?:from|now|at|again|living|based|right now)\b|\bwhere am i\b|\bwhere do i (?:live|work|come)\b|\bhow old am i\b/,
      /\bwhat do i (?:do|like|love|enjoy|hate|study|play)\b|\b(?:what|which) [a-z]+ (?:do|did) i (?:like|love|hate|have|eat|pick|choose|prefer|play|drink)\b/,
      /\b(?:tell me|say|guess) my (?:name|age|job)\b|\b(?:what|which) [a-z]+ am i (?:in|from)\b/,
      /\byou (?:already |just |did |have )*(?:forgot|forget|remember|don'?t (?:know|remember)) (?:my|what i|where i)\b/,
      /\brepeat what i\b/,
      /\bwho am i\b(?! (?:talking|speaking|chatting))/,
      /\b(?:do|did|can|don'?t|have|haven't) you (?:still |even |actually |already )*(?:remember|recall|forget|forgot|forgotten) (?:my\b|me\b|anything i\b|the (?:word|number|code|thing)\b|(?:what|where|who|which|how)\b.*\bi\b)/,
      /\bdo you (?:still |even )?know (?:my|where i(?:'m| am| live| come| work)|what i (?:do|said|told|like|love)|how old i|who i)\b(?! mean)/,
      /^(?:and |so |ok |now |wait |hey |quick |you |still )*(?:remember|recall) (?:my|me|what i|where i)\b(?!.*\b(?:is|are) \w)/,
      /\bwhat (?:do|did|have) you (?:know|remember|learned|learnt|learn|got) (?:so far )?about me\b/,
    ]
      .map(({ source }) => source)
      .join("|")}).*)$`,
  ),
  lines: [
    "you never said",
    "didn't tell me",
    "how would i know",
    "did you say? must have missed it",
    "not a clue, you kept that to yourself",
    "you tell me",
    "first i hear of it",
    "don't think we got to that",
    "remind me",
    "that wasn't in the chat",
  ],
  more: ["i read what you write, you know", "it's all up there"],
  again: ["still don't know, you never said", "asked and answered"],
  back: ["is this a test?", "why, did you forget?", "did i pass?"],
};

/** To what the partner asks back for, once it is found. */
export const RECALLED: readonly string[] = [
  "{heard}",
  "{heard}, you said",
  "you said {heard}",
  "{heard}, i was listening",
  "{heard}, right?",
  "wasn't it {heard}?",
];

/** When one has been asked for it before. */
export const RECALLED_AGAIN: readonly string[] = ["still {heard}", "{heard}, same as before"];

/** To "do you remember". */
export const REMEMBERED: readonly string[] = ["{yes}, {heard}", "course, {heard}"];

/** What was said, in its own words. */
export const QUOTED: readonly string[] = [
  '"{heard}"',
  'you said "{heard}"',
  '"{heard}", it\'s right there',
  'it was "{heard}"',
];

/** Things that people name to see whether they are listened to, by kind. */
export const KINDS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    fruit:
      /\b(apples?|pears?|bananas?|oranges?|mango(?:e?s)?|plums?|peach(?:es)?|cherr(?:y|ies)|grapes?|kiwis?|lemons?|limes?|melons?|watermelons?|pineapples?|papayas?|guavas?|apricots?|figs?|dates|raspberr(?:y|ies)|strawberr(?:y|ies)|blueberr(?:y|ies)|blackberr(?:y|ies)|coconuts?|pomegranates?|lychees?|grapefruits?)\b/,
    colour:
      /\b(red|blue|green|yellow|orange|purple|pink|black|white|gr[ae]y|brown|turquoise|violet|gold|silver|teal|beige)\b/,
    animal:
      /\b(dogs?|cats?|horses?|cows?|pigs?|sheep|goats?|rabbits?|hamsters?|birds?|parrots?|fish|lions?|tigers?|bears?|elephants?|giraffes?|zebras?|monkeys?|snakes?|foxes|fox|wol(?:f|ves)|owls?|penguins?|dolphins?|whales?|sharks?|otters?|turtles?|frogs?|ducks?|chickens?)\b/,
    food: /\b(pizza|pasta|sushi|curry|burgers?|rice|noodles|tacos?|soup|salad|bread|cheese|chips|chicken|fish|steak|eggs?|toast|porridge|cereal|sandwich(?:es)?|chocolate|ice cream|cake|pancakes?|dumplings?|ramen|lasagn[ae])\b/,
    drink:
      /\b(coffee|tea|beer|wine|water|milk|juice|cola|coke|lemonade|cider|whisky|gin|rum|vodka)\b/,
    sport:
      /\b(football|soccer|tennis|basketball|rugby|cricket|hockey|golf|swimming|running|cycling|climbing|boxing|volleyball|badminton|skiing|surfing|judo|yoga|chess)\b/,
    number: /\b(\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/,
  }),
);
