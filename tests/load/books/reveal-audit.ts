import type { SeatBook } from "./seat-book.ts";

/** Where a reveal disagrees with who sat there and what they have guessed. */
export function revealProblems(book: SeatBook, books: readonly SeatBook[]): string[] {
  const { reveal } = book;
  if (!reveal) return [];
  const known = new Set(books.map(({ seat }) => seat));
  // Who never got to see a view does not know their own seat.
  const isPerson = (seat: string) => books.length === reveal.seats.length || known.has(seat);
  const kinds = reveal.seats.flatMap(({ seat, kind }) => {
    const really = isPerson(seat) ? "human" : "ai";
    return kind === really ? [] : [`seat ${seat} is ${really} and was called ${kind}`];
  });
  const guesses = books.flatMap(({ seat, guess }) => {
    const shown = reveal.guesses.find(({ by }) => by === seat);
    if (guess?.confirmed && !shown) return [`the guess of seat ${seat} is missing`];
    if (!shown) return [];
    if (!guess) return [`seat ${seat} has not guessed`];
    return shown.pAi === guess.pAi ? [] : [`seat ${seat} guessed ${guess.pAi}, not ${shown.pAi}`];
  });
  const verdicts = reveal.guesses.flatMap(({ by, seat, pAi, correct }) => {
    const right = pAi === 0.5 ? null : pAi > 0.5 === !isPerson(seat);
    return correct === right ? [] : [`the guess of seat ${by} was called ${String(correct)}`];
  });
  const sides = reveal.seats.length === 2 ? [] : [`${reveal.seats.length} seats in a pair`];
  return [...kinds, ...guesses, ...verdicts, ...sides];
}
