import { PageHeader } from "../page-header.tsx";

interface OnwardProps {
  title: string;
  lead: string;
  /** Another site's. */
  url: string;
}

/** Leads on to another site by itself; the link is for who is not led. */
export function Onward({ title, lead, url }: OnwardProps) {
  return (
    <div className="page">
      <PageHeader title={title} lead={lead} />
      <a className="button" href={url}>
        Go on
      </a>
    </div>
  );
}

/** The page's title, and where it leads at once. */
export function onwardMeta(title: string, url: string | undefined) {
  const refresh = url === undefined ? [] : [{ httpEquiv: "refresh", content: `0;url=${url}` }];
  return [{ title: `${title} · AmIAnAI` }, ...refresh];
}
