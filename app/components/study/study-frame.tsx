import type { ReactNode } from "react";
import { Logo } from "../logo.tsx";

interface StudyFrameProps {
  title: string;
  /** Above the title: where in the study one is. */
  place?: string;
  /** A draft that is being tried out. */
  trial?: boolean;
  children: ReactNode;
}

/** A participant's page: nothing on it leads away from the study. */
export function StudyFrame({ title, place, trial = false, children }: StudyFrameProps) {
  return (
    <div className="page pb-16">
      <p className="flex items-center gap-3 pt-5">
        <Logo />
        <span className="wordmark">AmIAnAI</span>
        {trial ? <span className="text-small text-muted">Try-out, in no figure</span> : null}
      </p>
      <header className="pt-8 pb-6 md:pt-14">
        {place ? <p className="figure text-muted">{place}</p> : null}
        <h1 className="mt-2 text-title break-words">{title}</h1>
      </header>
      {children}
    </div>
  );
}

/** Text as its author broke it into paragraphs. */
export function Paragraphs({ text }: { text: string }) {
  return (
    <div className="measure space-y-4 break-words">
      {text.split(/\n\s*\n/).map((paragraph, index) => (
        <p key={index} className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </div>
  );
}
