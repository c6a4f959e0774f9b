/** What the ruleset of every arm is called where its players can see it. */
export const STUDY_SLUG = "study";
