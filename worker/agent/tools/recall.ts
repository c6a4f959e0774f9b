import type { PersonaBody } from "../../../game/persona.ts";
import { wordsOf } from "../words.ts";

/** Entries that a topic brings to mind, the nearest first; none where the persona's knowledge ends. */
export function recall(knowledge: PersonaBody["knowledge"], topic: string, most = 2): string[] {
  const asked = new Set(wordsOf(topic).map(stem));
  return knowledge
    .map(({ topics, text }) => ({
      text,
      shared: topics.flatMap(wordsOf).filter((word) => asked.has(stem(word))).length,
    }))
    .filter(({ shared }) => shared > 0)
    .toSorted((a, b) => b.shared - a.shared)
    .slice(0, most)
    .map(({ text }) => text);
}

/** Enough to let "dogs" meet "dog". */
function stem(word: string): string {
  return word.length > 3 ? word.replace(/(ing|ed|es|s)$/, "") : word;
}
