import type { MatchView } from "../../api/schemas.ts";
import type { Choice } from "./belief-words.ts";

type Conversation = MatchView["conversations"][number];
type Seat = MatchView["seats"][number];

export function roundConversations(view: MatchView): Conversation[] {
  return view.conversations.filter(({ round }) => round === view.round);
}

/** Whom one talks to in a conversation. */
export function partnersIn(view: MatchView, conversation: Conversation): Seat[] {
  return view.seats.filter(
    ({ seat }) => seat !== view.you.seat && conversation.seats.includes(seat),
  );
}

export function partnerLabel(view: MatchView, conversation: Conversation): string {
  return partnersIn(view, conversation)
    .map(({ label }) => label)
    .join(", ");
}

/** The seats that this player's guess is about; none for a witness. */
export function suspects(view: MatchView): Seat[] {
  if (view.you.role === "witness") return [];
  return view.seats.filter(({ seat, role }) => seat !== view.you.seat && role !== "interrogator");
}

/** The seat that the one slider is about: the first suspect. */
export function askedAbout(view: MatchView): Seat | undefined {
  return suspects(view)[0];
}

/** Probability of AI of a seat by the one slider; `which-human` makes the second the complement. */
export function believed(
  view: MatchView,
  pAi: Readonly<Record<string, number>>,
  seat: string,
): number {
  const asked = askedAbout(view)?.seat ?? "";
  const value = pAi[asked] ?? 0.5;
  return seat === asked || view.ruleset.guess !== "which-human" ? value : 1 - value;
}

/** The letters of the two witnesses that a `which-human` guess chooses between. */
export function choiceOf(view: MatchView): Choice | undefined {
  const [first, second] = suspects(view);
  if (view.ruleset.guess !== "which-human" || !first || !second) return undefined;
  return { first: first.seat, second: second.seat };
}

export function ownGuess(view: MatchView): MatchView["guesses"][number] | undefined {
  return view.guesses.find(({ round }) => round === view.round);
}
