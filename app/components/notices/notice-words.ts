import type { DecisionNotice } from "../../../db/queries/notices.ts";
import { day, minute } from "../format.ts";

/** What a decision means to whom it concerns. */
export function noticeTitle({ action, until }: Pick<DecisionNotice, "action" | "until">): string {
  switch (action) {
    case "warn":
      return "A warning";
    case "mute":
      return `You cannot join matches until ${untilText(until)}`;
    case "ban":
      return until ? `You are banned until ${untilText(until)}` : "You are banned";
    case "hide":
      return "A message of yours is hidden";
    case "void":
      return "A match of yours was voided";
  }
}

export function noticeMeaning({ action }: Pick<DecisionNotice, "action">): string {
  switch (action) {
    case "warn":
      return "Nothing else follows from it. Do read the reason.";
    case "mute":
    case "ban":
      return "You cannot join matches meanwhile. Your pages, the boards and your data stay open to you.";
    case "hide":
      return "Nobody who played the match can read it any more.";
    case "void":
      return "Its points and ratings do not count, for anybody who played it. It need not be your doing.";
  }
}

function untilText(until: string | null): string {
  return until ? `${day(until)}, ${minute(until)}` : "further notice";
}
