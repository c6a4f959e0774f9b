import type { Board, LeaderboardPage } from "../../api/schemas.ts";
import { BOARD_WORDS } from "./board-words.ts";
import { BoardRow, WIDTH } from "./board-row.tsx";

interface BoardTableProps {
  board: Board;
  entries: LeaderboardPage["entries"];
}

export function BoardTable({ board, entries }: BoardTableProps) {
  const { title, rate, rating } = BOARD_WORDS[board];
  const lows = entries.map((entry) => entry.rating - WIDTH * entry.ratingDeviation);
  const highs = entries.map((entry) => entry.rating + WIDTH * entry.ratingDeviation);
  const ratings = [Math.min(...lows, 1400), Math.max(...highs, 1600)] as const;
  return (
    <table role="table" className="block w-full">
      <caption className="sr-only">{title}</caption>
      <thead role="rowgroup" className="block">
        <tr role="row" className="board-row board-head">
          <Head area="rank">Rank</Head>
          <Head area="name">Name</Head>
          <Head area="rating">{rating}</Head>
          <Head area="rating-bar">
            <Ends low={Math.round(ratings[0])} high={Math.round(ratings[1])} />
          </Head>
          <Head area="rate">{rate}</Head>
          <Head area="rate-bar">
            <Ends low="0 %" high="100 %" />
          </Head>
        </tr>
      </thead>
      <tbody role="rowgroup" className="block">
        {entries.map((entry, index) => (
          <BoardRow
            key={index}
            entry={entry}
            kind={board === "personas" ? "ai" : "human"}
            shared={entries[index - 1]?.rank === entry.rank}
            ratings={ratings}
          />
        ))}
      </tbody>
    </table>
  );
}

function Head({ area, children }: { area: string; children: React.ReactNode }) {
  return (
    <th role="columnheader" scope="col" className={`board-${area} font-normal first:text-left`}>
      <span className={area === "name" ? "block text-left" : ""}>{children}</span>
    </th>
  );
}

/** What the column's scale runs from and to. */
function Ends({ low, high }: { low: string | number; high: string | number }) {
  return (
    <span className="figure flex justify-between">
      <span className="sr-only">Scale from</span>
      <span>{low}</span>
      <span className="sr-only">to</span>
      <span>{high}</span>
    </span>
  );
}
