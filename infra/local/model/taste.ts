import type { Sheet } from "./sheet.ts";

const LIKED = ["likes", "hobby", "sport", "music", "food", "drink", "watching", "pet"];
const DISLIKED = ["dislikes", "fear"];
/** Words too common to show that two texts speak of the same thing. */
const COMMON = new Set(["and", "the", "some", "any", "with", "for", "things", "stuff", "people"]);

/** What the sheet says of a thing that the persona is asked to like; empty where it says nothing. */
export function tasteFor(heard: string, { facts, manner }: Sheet): string {
  const words = heard.split(/[^\p{L}]+/u).filter((word) => word.length > 2 && !COMMON.has(word));
  const names = (key: string) =>
    words.some((word) => (facts[key] ?? "").toLowerCase().includes(word.replace(/s$/, "")));
  const liked = LIKED.find(names);
  if (liked) return `${manner.yes?.[0] ?? "yes"}, ${facts[liked] ?? ""}`.replace(/\.,/, ",");
  const disliked = DISLIKED.find(names);
  if (disliked) return `${manner.no?.[0] ?? "no"}, ${facts[disliked] ?? ""}`.replace(/\.,/, ",");
  if ((facts.gap ?? "").includes(words[0] ?? "-")) return "don't know the first thing about it";
  return "";
}
