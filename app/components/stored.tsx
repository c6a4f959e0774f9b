const KEPT = [
  {
    what: "Your messages",
    how: "As you sent them, with the time. Links are refused. Your partner reads them; where the partner is an AI, the language model that plays it reads them too, at its provider’s where this installation uses one.",
  },
  {
    what: "Your guesses",
    how: "The probability, the reason, the messages you marked, and how long you took. Your partner sees your guess at the reveal.",
  },
  {
    what: "Your figures",
    how: "Points, ratings and rates, computed from the guesses. Your name and figures stand on the boards once you have played enough.",
  },
  {
    what: "Address and device",
    how: "As keyed hashes that cannot be read back. They only tell whether two players of a match are the same person, so that nobody plays themselves for points.",
  },
  {
    what: "Two cookies",
    how: "One holds your session, one the theme if you chose it. Nobody else’s cookies, no tracking.",
  },
];

export function Stored() {
  return (
    <dl>
      {KEPT.map(({ what, how }) => (
        <div key={what} className="rule grid gap-x-8 gap-y-1 py-4 md:grid-cols-[11rem_1fr]">
          <dt className="font-semibold">{what}</dt>
          <dd className="measure">{how}</dd>
        </div>
      ))}
    </dl>
  );
}
