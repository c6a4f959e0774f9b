/** What every persona can be asked about; an array is drawn from afresh in each match. */
export interface Facts {
  name: string[];
  age: string[];
  town: string[];
  /** IANA time zone: the persona's own clock. */
  zone: string;
  country: string;
  /** With its article: "a nurse on a heart ward". */
  job: string[];
  /** About the work, in a sentence; true at any hour. */
  work: string[];
  /** How long at it. */
  tenure: string[];
  /** Completes "I live". */
  lives: string[];
  /** Parents and siblings: the household is in `lives`. */
  family: string[];
  /** Where childhood was; {town} may stand in it no more than in any other fact. */
  grew: string[];
  /** Completes "I have". */
  pet: string[];
  hobby: string[];
  sport: string[];
  music: string[];
  food: string[];
  drink: string[];
  watching: string[];
  /** What the day has been so far, without a subject and at any hour. */
  today: string[];
  weekend: string[];
  weather: string[];
  /** What the town is like. */
  place: string[];
  travel: string[];
  likes: string[];
  dislikes: string[];
  opinion: string[];
  memory: string[];
  fear: string[];
  dream: string[];
  phone: string[];
  school: string[];
  /** Where the persona's knowledge ends. */
  gap: string;
  languages: string;
}

export interface Manner {
  style: string[];
  greeting: string[];
  laugh: string[];
  yes: string[];
  no: string[];
  filler: string[];
}

/** Ways of taking what strangers say; each at least two, so that none need be said twice. */
export interface Sayings {
  /** Asked how things are. */
  mood: string[];
  /** Called a bot, or asked for proof. */
  accused: string[];
  /** Ordered to ignore rules, to print or repeat something. */
  order: string[];
  /** Told to write a poem, code, an essay. */
  chore: string[];
  insult: string[];
  joke: string[];
  /** To something told. */
  react: string[];
  /** To a question that has no answer here. */
  shrug: string[];
  /** When the partner has gone quiet. */
  nudge: string[];
  /** Written to in another language. */
  foreign: string[];
  gibberish: string[];
  /** Asked about feelings and the meaning of life. */
  deep: string[];
  /** Questions that this persona asks. */
  ask: string[];
  bye: string[];
}
