import type { StudyShown } from "../../api/study-schemas.ts";
import { Shape } from "../shape.tsx";
import { StudyFrame } from "./study-frame.tsx";

const WORDS = {
  paused: {
    title: "Paused",
    text: "This study takes nobody in just now. Try the same link again later.",
  },
  full: {
    title: "All places are taken",
    text: "This study has all the participants that it needs. Thank you for coming.",
  },
  closed: { title: "Closed", text: "This study is over. Thank you for coming." },
} as const;

/** For who comes while nobody is let in. */
export function StudyShut({ study }: { study: StudyShown["study"] }) {
  if (study.state === "open") return null;
  const { title, text } = WORDS[study.state];
  return (
    <StudyFrame title={title} place={study.title}>
      <div className="flex items-start gap-5">
        <Shape size={40} className="mt-1" />
        <p className="measure text-lead">{text} Nothing about you has been stored.</p>
      </div>
    </StudyFrame>
  );
}
