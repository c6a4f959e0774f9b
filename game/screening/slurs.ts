import {
  collapseDuplicatesTransformer,
  DataSet,
  englishDataset,
  pattern,
  RegExpMatcher,
  resolveConfusablesTransformer,
} from "obscenity";
import type { PlainForm } from "./plain-form.ts";

interface Word {
  originalWord: string;
}

/** Slurs that nobody is sent. Bars are the ends of words; the second list is what is harmless. */
const SEVERE: readonly (readonly [string, readonly ReturnType<typeof pattern>[], string[]?])[] = [
  ["n-word", [pattern`nigger`, pattern`nigga|`, pattern`niggas|`, pattern`niggaz|`], ["snigger"]],
  ["f-word", [pattern`faggot`, pattern`|faggy|`, pattern`fggot`]],
  ["kike", [pattern`|kike|`, pattern`|kikes|`]],
  ["chink", [pattern`|chink|`, pattern`|chinks|`, pattern`|chinky|`], ["chink in", "chinks in"]],
  ["spic", [pattern`|spic|`, pattern`|spics|`], ["spic and", "spic n"]],
  ["gook", [pattern`|gook|`, pattern`|gooks|`]],
  ["wetback", [pattern`|wetback`]],
  ["raghead", [pattern`|raghead`, pattern`|towelhead`, pattern`|sand nig`]],
  ["coon", [pattern`|coon|`, pattern`|coons|`], ["maine coon", "coon cat", "main coon"]],
  ["paki", [pattern`|paki|`, pattern`|pakis|`]],
  ["beaner", [pattern`|beaner|`, pattern`|beaners|`]],
  ["jungle bunny", [pattern`|jungle bunny`, pattern`|porch monkey`, pattern`|zipperhead`]],
  ["kanake", [pattern`|kanake|`, pattern`|kanaken|`, pattern`|bougnoul`, pattern`|sale juif`]],
  ["nazi", [pattern`|sieg heil`, pattern`|heil hitler`]],
];

/** Of the library's list: insults that are said about people. Swearing as such is not among them. */
const MILD = new Set(
  ["abeed", "abo", "africoon", "arabush", "chingchong", "cunt", "dyke", "fag"].concat(
    ...["retard", "slut", "spastic", "tranny", "whore"],
  ),
);

const severe = SEVERE.reduce(
  (words, [originalWord, patterns, harmless = []]) =>
    words.addPhrase((phrase) => {
      phrase.setMetadata({ originalWord });
      for (const one of patterns) phrase.addPattern(one);
      for (const term of harmless) phrase.addWhitelistedTerm(term);
      return phrase;
    }),
  new DataSet<Word>(),
);
const mild = new DataSet<Word>()
  .addAll(englishDataset)
  .removePhrasesIf(({ metadata }) => !MILD.has(metadata?.originalWord ?? ""));

/** A letter held down is one letter, but for those that the words themselves have twice. */
const reading = (doubled: readonly string[]) => ({
  blacklistMatcherTransformers: [
    resolveConfusablesTransformer(),
    collapseDuplicatesTransformer({
      defaultThreshold: 1,
      customThresholds: new Map(doubled.map((letter) => [letter, 2])),
    }),
  ],
});
const severeMatcher = new RegExpMatcher({ ...severe.build(), ...reading(["g", "o"]) });
// As the library's own list is written.
const mildMatcher = new RegExpMatcher({
  ...mild.build(),
  ...reading(["b", "e", "o", "l", "s", "g"]),
});

/** The worst of them also where its letters stand in other words' places: "ni gger". */
const BROKEN_UP = /nigger(?:s|$)|(?:^|[^a-z])nigga/;

/** The slur that keeps a text from being sent, by its entry in the list; null where there is none. */
export function severeSlur({ words, joined }: PlainForm): string | null {
  for (const text of [words, ...joined]) {
    const [found] = severeMatcher.getAllMatches(text);
    if (found)
      return severe.getPayloadWithPhraseMetadata(found).phraseMetadata?.originalWord ?? "slur";
  }
  return BROKEN_UP.test(words.replace(/[\s.\-_*]/g, "")) &&
    /\bn\S{0,3}[\s.\-_*]+\S*gg?\S*/.test(words)
    ? "n-word"
    : null;
}

/** An insult that is sent all the same, and noted. */
export function mildSlur({ words }: PlainForm): string | null {
  const [found] = mildMatcher.getAllMatches(words);
  return found
    ? (mild.getPayloadWithPhraseMetadata(found).phraseMetadata?.originalWord ?? null)
    : null;
}
