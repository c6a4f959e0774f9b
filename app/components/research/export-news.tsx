import { useState } from "react";
import type { ExportView } from "../../api/export-schemas.ts";
import { LiveRegion } from "../live-region.tsx";
import { Notice } from "../notice.tsx";
import { FORMAT_NAMES } from "./export-words.ts";

/** Says what has become of exports since the page was last looked at. */
export function ExportNews({ news }: { news: readonly ExportView[] }) {
  // The server tells it once; here it stays until the page is left.
  const [told, setTold] = useState(news);
  const fresh = news.filter(({ id }) => !told.some((one) => one.id === id));
  if (fresh.length > 0) setTold([...fresh, ...told]);
  const sentences = told.map(sentenceOf);
  return (
    <>
      <LiveRegion message={sentences[0] ?? ""} />
      {sentences.length > 0 ? (
        <Notice className="mt-6">
          {told.map((one) => (
            <p key={one.id}>{sentenceOf(one)}</p>
          ))}
        </Notice>
      ) : null}
    </>
  );
}

function sentenceOf({ format, state }: ExportView): string {
  const name = `Your ${FORMAT_NAMES[format]} export`;
  return state === "done" ? `${name} is ready to download.` : `${name} came to nothing.`;
}
