import type { MatchView } from "../../api/schemas.ts";

/** The seats that one talked with in this round: those that one may report. */
export function partnersOf({
  seats,
  you,
  round,
  conversations,
}: Pick<MatchView, "seats" | "you" | "round" | "conversations">): MatchView["seats"] {
  const talks = conversations.filter((conversation) => conversation.round === round);
  return seats.filter(
    ({ seat }) => seat !== you.seat && talks.some((talk) => talk.seats.includes(seat)),
  );
}
