import { percent, signed } from "./format.ts";

export interface Pay {
  /** The probability given to what was so. */
  said: number;
  right: number;
  wrong: number;
}

/** What a probability pays when it leaned the right way, and when it leaned the wrong way. */
export function PayTable({ pays }: { pays: readonly Pay[] }) {
  return (
    <table className="w-full max-w-[26rem] text-left">
      <caption className="sr-only">What a guess pays</caption>
      <thead className="text-small text-muted">
        <tr>
          <th scope="col" className="py-2 font-normal">
            How sure
          </th>
          <th scope="col" className="py-2 text-right font-normal">
            and right
          </th>
          <th scope="col" className="py-2 text-right font-normal">
            and wrong
          </th>
        </tr>
      </thead>
      <tbody>
        {pays.map(({ said, right, wrong }) => (
          <tr key={said} className="rule figure">
            <th scope="row" className="py-2 font-normal">
              {percent(said)}
            </th>
            <td className="py-2 text-right">{signed(right)}</td>
            <td className="py-2 text-right">{signed(wrong)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
