import type { REPORT_CATEGORIES } from "../../../db/schema/moderation.ts";

type Category = (typeof REPORT_CATEGORIES)[number];

/** What a player may report, in their words. */
export const CATEGORY_WORDS: Readonly<Record<Category, string>> = {
  harassment: "Insults or harassment",
  hate: "Hatred of a group of people",
  threat: "A threat",
  sexual: "Unwanted sexual talk",
  "personal-data": "Personal data, given or asked for",
  spam: "Advertising or spam",
  cheating: "Cheating",
  other: "Something else",
};
