import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  id?: string;
  /** A link or a figure at the end of the title's line. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page: the title in the margin column where there is room for one. */
export function Section({ title, id, aside, children }: SectionProps) {
  const heading = useId();
  return (
    <section
      id={id}
      aria-labelledby={heading}
      className="grid scroll-mt-8 gap-x-10 gap-y-5 py-10 md:py-14 lg:grid-cols-[15rem_1fr]"
    >
      <div className="flex items-baseline justify-between gap-4 lg:block">
        <h2 id={heading} className="text-heading">
          {title}
        </h2>
        {aside ? <div className="text-small lg:mt-3">{aside}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
