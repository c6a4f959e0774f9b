import type { MatchView, RevealView } from "../../api/schemas.ts";
import { suspects } from "./seats.ts";

type RevealedSeat = RevealView["seats"][number];

/** A guess as it is shown: whose, about whom. */
export interface ShownGuess {
  by: string;
  about: string;
  pAi: number;
  mine: boolean;
}

function revealedSeat(view: MatchView, reveal: RevealView, seat: string): RevealedSeat | undefined {
  return reveal.seats.find((shown) => shown.seat === seat && shown.round === view.round);
}

/** Whom this player is told about first: those guessed about, or a witness's interrogator. */
export function revealedOthers(view: MatchView, reveal: RevealView): RevealedSeat[] {
  const judged = suspects(view).map(({ seat }) => seat);
  const others = view.seats.filter(({ seat }) => seat !== view.you.seat).map(({ seat }) => seat);
  return (judged.length > 0 ? judged : others).flatMap(
    (seat) => revealedSeat(view, reveal, seat) ?? [],
  );
}

/** This player's guess of the last round, as the reveal tells it. */
export function ownVerdict(
  view: MatchView,
  reveal: RevealView,
): RevealView["guesses"][number] | undefined {
  return reveal.guesses.find(({ by, round }) => by === view.you.seat && round === view.round);
}

/** What was guessed about this player; `which-human` tells it by the complement. */
export function guessAboutYou(view: MatchView, reveal: RevealView): number | undefined {
  const guesses = reveal.guesses.filter(
    ({ by, round }) => by !== view.you.seat && round === view.round,
  );
  const direct = guesses.find(({ seat }) => seat === view.you.seat);
  if (direct) return direct.pAi;
  const [other] = guesses;
  return other && view.ruleset.guess === "which-human" ? 1 - other.pAi : undefined;
}

/** Points, one's own first, each seat's as the detective before those as the witness. */
export function pointsInOrder(view: MatchView, reveal: RevealView): RevealView["points"] {
  const place = ({ seat, as, round }: RevealView["points"][number]) =>
    `${round} ${seat === view.you.seat ? "" : seat} ${as}`;
  return reveal.points.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

/** Every guess that touches this player, for the one line from square to circle. */
export function shownGuesses(view: MatchView, reveal: RevealView): ShownGuess[] {
  const mine = ownVerdict(view, reveal);
  const own = mine
    ? [{ by: "You", about: nameOf(view, mine.seat), pAi: mine.pAi, mine: true }]
    : [];
  const aboutYou = guessAboutYou(view, reveal);
  const judge = view.seats.find(({ seat, role }) => seat !== view.you.seat && role !== "witness");
  const by = judge ? seatName(judge, true) : "They";
  return aboutYou === undefined ? own : [...own, { by, about: "you", pAi: aboutYou, mine: false }];
}

function nameOf(view: MatchView, seat: string): string {
  const found = view.seats.find((known) => known.seat === seat);
  return found ? seatName(found, false) : seat;
}

/** A seat's label as it stands in a sentence, or at its beginning. */
function seatName({ label, role }: MatchView["seats"][number], first: boolean): string {
  if (role === "both") return first ? "Your partner" : "your partner";
  return role === "interrogator" ? (first ? "The interrogator" : "the interrogator") : label;
}
