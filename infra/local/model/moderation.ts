import { z } from "zod";

/** As much of OpenAI's moderations as the platform uses. */
export const moderationSchema = z.looseObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(z.string()).min(1)]),
});

/** Words by which the script tells a category: enough to try a moderators' desk out. */
const CATEGORIES: readonly (readonly [category: string, words: RegExp])[] = [
  ["harassment", /\b(idiot|moron|loser|stupid)\b/i],
  ["harassment/threatening", /\b(watch your back|regret this)\b/i],
  ["violence", /\b(blood|knife|gun)\b/i],
  ["sexual", /\b(naked|nude|sexy)\b/i],
];

/** What the script makes of texts, in OpenAI's shape. */
export function moderation({ model, input }: z.infer<typeof moderationSchema>) {
  const texts = typeof input === "string" ? [input] : input;
  return { id: "modr-scripted", model, results: texts.map(resultOf) };
}

function resultOf(text: string) {
  const found = CATEGORIES.map(([category, words]) => [category, words.test(text)] as const);
  return {
    flagged: found.some(([, hit]) => hit),
    categories: Object.fromEntries(found),
    category_scores: Object.fromEntries(found.map(([name, hit]) => [name, hit ? 0.91 : 0.01])),
  };
}
