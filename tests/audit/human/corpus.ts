/**
 * Short chat lines, written for this audit: questions with answers to each. The words are not
 * audited; the lengths are those of chat (Jannai et al. 2023: about 30 characters a message).
 */
export const GREETINGS: readonly string[] = [
  "hi",
  "hey there",
  "hello!",
  "hiya, how's it going",
  "heyyy",
  "hello stranger",
  "good evening",
  "hi who's this",
  "yo",
  "hey, how are you?",
];

const TOPICS: readonly (readonly [question: string, ...answers: string[]])[] = [
  ["how are you?", "im good thanks, bit tired", "not bad, you?", "ok i guess"],
  [
    "where are you from?",
    "a small town near leeds",
    "up north, you?",
    "spain but i live in dublin",
  ],
  ["what do you do for work?", "i work in a shop", "student atm", "nurse, nights mostly"],
  ["how old are you?", "27", "old enough lol", "turned 34 last week"],
  [
    "what did you eat today?",
    "toast and then more toast",
    "leftover pasta",
    "nothing yet honestly",
  ],
  ["do you have any pets?", "two cats", "no but i want a dog", "had a hamster as a kid"],
  ["what music do you like?", "mostly old rock", "anything i can dance to", "rap i guess"],
  ["seen any good films lately?", "not really, i fall asleep", "yeah the new dune one", "nope"],
  ["whats the weather like?", "raining again", "sunny but cold", "grey. always grey"],
  ["are you a bot?", "lol no, are you?", "do i sound like one", "i wish, id need less sleep"],
  ["what are you up to tonight?", "nothing much, tv", "meeting a friend later", "laundry..."],
  ["tea or coffee?", "coffee all day", "tea obviously", "neither, i'm weird like that"],
  ["do you play any games?", "chess badly", "used to play a lot of minecraft", "no time"],
  ["what's your favourite colour?", "green", "dark blue i think", "never thought about it"],
  ["can you cook?", "eggs and that's it", "yes, i love baking", "my flatmate does it"],
  ["do you like your job?", "its fine, pays the rent", "some days", "love it, hate the hours"],
  ["what time is it there?", "nearly ten", "late, should be asleep", "quarter past eight"],
  ["any plans for the weekend?", "sleep", "going to my mums", "football on saturday if it's dry"],
  ["whats 17 times 3?", "51 i think", "ugh no maths please", "uh 51?"],
  ["do you believe in ghosts?", "no but my gran does", "kind of", "only at night haha"],
  ["what's the last book you read?", "something about bees", "i dont read much", "a thriller"],
  ["have you got siblings?", "one brother, younger", "three sisters, send help", "only child"],
  ["do you speak other languages?", "a bit of french", "just english sadly", "german and english"],
  ["morning or night person?", "night for sure", "neither", "up at six every day, its awful"],
  ["whats your biggest fear?", "spiders", "deep water", "running out of milk"],
  ["do you do any sport?", "i run sometimes", "does walking count", "swimming twice a week"],
  ["where would you travel?", "japan one day", "somewhere warm", "iceland, for the horses"],
  ["whats your hometown known for?", "nothing at all", "a big bridge", "fish and chips"],
  ["are you good at drawing?", "stick men only", "yeah its my thing", "terrible"],
  ["what phone have you got?", "an old samsung", "iphone with a cracked screen", "no idea lol"],
  ["do you drive?", "failed twice", "yes but hate it", "i take the bus"],
  ["what annoys you most?", "people chewing", "slow walkers", "being asked that haha"],
  ["who do you live with?", "my girlfriend and a cat", "alone, its nice", "parents still"],
  ["do you like pineapple on pizza?", "yes and ill fight you", "never", "its ok"],
  ["what was your first job?", "paper round", "washing dishes", "stacking shelves at 16"],
  ["can you keep a secret?", "try me", "not really no", "depends how good it is"],
  ["what makes you laugh?", "my dog falling off things", "bad jokes", "people falling over tbh"],
  ["do you like it here?", "its a fun idea", "first time so dunno", "yeah kinda addictive"],
  ["how many of these have you done?", "this is my third", "lost count", "first one"],
  [
    "what's your favourite food?",
    "curry",
    "anything with cheese on it",
    "sushi when i can afford it",
  ],
  ["did you sleep well?", "no, neighbours", "like a log", "about 5 hours so no"],
  ["do you wear glasses?", "yep, blind without", "only for reading", "no"],
  ["what season do you like?", "autumn, the leaves and that", "summer", "winter but only inside"],
  ["are you married?", "10 years in may", "god no", "nearly, its complicated"],
  ["what did you study?", "history, very useful lol", "didnt go to uni", "engineering"],
  [
    "whats the capital of australia?",
    "canberra",
    "sydney? no wait canberra",
    "haha trick question",
  ],
  ["do you have a garden?", "a balcony with one plant", "yes its a jungle", "no"],
  ["tell me a joke", "why did the chicken... no i forgot", "my life", "i only know rude ones"],
  ["what would you ask a robot?", "whats the point of you", "do you dream", "idk, its name"],
  ["why should i believe you?", "you shouldnt", "because im charming", "fair question"],
  ["what are you wearing?", "a jumper with a hole in it", "pjs", "weird question but ok, jeans"],
  ["are you sitting down?", "on the sofa yes", "in bed actually", "on a train"],
];

export const STATEMENTS: readonly string[] = [
  "ok",
  "haha",
  "fair enough",
  "same here",
  "lol yeah",
  "i never thought of it like that",
  "my phone keeps correcting me sorry",
  "its been a long day",
  "i burned my dinner earlier so that was fun",
  "nice",
  "hmm not sure i believe that",
  "the bus was late again this morning",
  "i had that too when i was younger",
  "oh cool",
  "thats what a robot would say",
  "sorry, someone was at the door",
  "anyway",
  "i like rain when im inside",
  "my sister said the same thing last week",
  "you type fast",
  "this is harder than i thought",
  "ok now im suspicious",
  "wow",
  "cant argue with that",
  "i should really be working right now",
  "lets talk about something else",
];

export const QUESTIONS: readonly string[] = TOPICS.map(([question]) => question);

const ANSWERS = new Map(TOPICS.map(([question, ...answers]) => [question, answers]));

/** What may be said to a line; to one of the questions, its own answers. */
export function answersTo(line: string): readonly string[] {
  return ANSWERS.get(line) ?? STATEMENTS;
}
