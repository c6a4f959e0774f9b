import { Link } from "@remix-run/react";
import { boards, windows } from "./board-url.ts";
import { boardUrl, type BoardPlace } from "./board-url.ts";
import { BOARD_WORDS, WINDOW_WORDS } from "./board-words.ts";

interface BoardChoicesProps {
  place: BoardPlace;
  rulesets: readonly { slug: string; title: string }[];
}

/** Everything that a board can be asked for, as links: the choice stays in the address. */
export function BoardChoices({ place, rulesets }: BoardChoicesProps) {
  const games = [{ slug: null, title: "Every game" }, ...rulesets];
  return (
    <>
      <nav
        aria-label="Boards"
        className="flex flex-wrap gap-x-3.5 gap-y-1 pt-8 md:gap-x-10 md:pt-14"
      >
        {boards.map((board) => (
          <Choice
            key={board}
            to={boardUrl({ ...place, board })}
            current={board === place.board}
            title
          >
            {BOARD_WORDS[board].title}
          </Choice>
        ))}
      </nav>
      <div className="mt-6 flex flex-wrap gap-x-12 gap-y-1 md:mt-8">
        <nav aria-label="Time" className="flex flex-wrap gap-x-5">
          {windows.map((window) => (
            <Choice
              key={window}
              to={boardUrl({ ...place, window })}
              current={window === place.window}
            >
              {WINDOW_WORDS[window]}
            </Choice>
          ))}
        </nav>
        <nav aria-label="Game" className="flex flex-wrap gap-x-5">
          {games.map(({ slug, title }) => (
            <Choice
              key={title}
              to={boardUrl({ ...place, ruleset: slug })}
              current={slug === place.ruleset}
            >
              {title}
            </Choice>
          ))}
        </nav>
      </div>
    </>
  );
}

interface ChoiceProps {
  to: string;
  current: boolean;
  title?: boolean;
  children: string;
}

function Choice({ to, current, title, children }: ChoiceProps) {
  return (
    <Link
      to={to}
      preventScrollReset
      className={`choice ${title ? "choice-title" : ""}`}
      aria-current={current ? "page" : undefined}
    >
      {children}
    </Link>
  );
}
