import { CopyButton } from "../copy-button.tsx";

/** The participants' link, bare and as a recruiter's site fills it in. */
export function LinkLines({ link, params }: { link: string; params: readonly string[] }) {
  const filled = params.map((name) => `${name}={{%${name}%}}`).join("&");
  return (
    <>
      {params.length > 0 ? (
        <Line
          label="For the recruiter’s site, which fills in the braces"
          text={`${link}?${filled}`}
          what="the recruiter’s link"
        />
      ) : null}
      <Line label="For anybody else" text={link} what="the bare link" />
    </>
  );
}

function Line({ label, text, what }: { label: string; text: string; what: string }) {
  return (
    <div className="mb-6">
      <p className="text-small text-muted">{label}</p>
      <div className="design-link mt-1">
        <code>{text}</code>
        <CopyButton text={text} what={what} />
      </div>
    </div>
  );
}
