import type { Progress } from "../../../db/queries/experiments.ts";
import { Facts } from "../admin/facts.tsx";
import { count } from "../format.ts";

const LINES: readonly (readonly [keyof Progress, string])[] = [
  ["enrolled", "Consented"],
  ["answering", "Answering the questions"],
  ["playing", "Playing their matches"],
  ["waiting", "Waiting for a partner just now"],
  ["left", "Left early"],
  ["failedAttention", "Failed an attention check"],
  ["waitedTooLong", "Waited too long"],
  ["withdrawn", "Withdrew their data"],
  ["matches", "Matches that have ended"],
];

/** Counts only: what runs is told to nobody, by kind least of all. */
export function ProgressFacts({ progress, target }: { progress: Progress; target: number }) {
  return (
    <>
      <p className="text-heading">
        <span className="figure">{count(progress.finished)}</span> of{" "}
        <span className="figure">{count(target)}</span> finished
      </p>
      <div
        className="progress-track mt-4"
        role="img"
        aria-label={`${progress.finished} of ${target} finished`}
      >
        <div style={{ width: `${Math.min(100, (100 * progress.finished) / target)}%` }} />
      </div>
      <div className="mt-6">
        <Facts>
          {LINES.map(([name, text]) => [
            text,
            <span key={name} className="figure">
              {count(progress[name])}
            </span>,
          ])}
        </Facts>
      </div>
    </>
  );
}
