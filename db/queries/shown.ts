/** What a ruleset `r` is called where players see it: all arms of an experiment alike. */
export const SHOWN_SLUG = "coalesce(r.body -> 'shownAs' ->> 'slug', r.slug)";
export const SHOWN_TITLE = "coalesce(r.body -> 'shownAs' ->> 'title', r.body ->> 'title')";
