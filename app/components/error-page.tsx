import { isRouteErrorResponse, useRouteError } from "@remix-run/react";
import { ButtonLink } from "./button.tsx";
import { Shape } from "./shape.tsx";

interface Words {
  title: string;
  text: string;
}

const BY_STATUS: Readonly<Record<number, Words>> = {
  400: {
    title: "Not understood",
    text: "The address asks for something that cannot be read. Check it, or begin from the first page.",
  },
  403: { title: "Not for you", text: "This page belongs to somebody else." },
  404: {
    title: "Nothing here",
    text: "There is no page at this address, or it is not yours to see. Check the address, or begin from the first page.",
  },
  405: { title: "Not like that", text: "This address does not take what was sent to it." },
  429: {
    title: "Too fast",
    text: "That was a lot in a short time. Wait a few seconds, then load the page again.",
  },
  503: {
    title: "Busy",
    text: "The server cannot answer just now. A running match goes on; load the page again in a moment.",
  },
};

const BROKEN: Words = {
  title: "This broke",
  text: "The fault is on our side, and it has been written down. A running match goes on; load the page again in a moment.",
};

export function ErrorPage() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { title, text } = BY_STATUS[status] ?? BROKEN;
  return (
    <div className="page grid gap-8 py-12 md:grid-cols-[auto_1fr] md:gap-14 md:py-24">
      <Shape size="clamp(96px, 22vw, 224px)" />
      <div className="measure">
        <p className="figure text-muted">{status}</p>
        <h1 className="mt-2 text-title">{title}</h1>
        <p className="mt-5 text-lead text-muted">{text}</p>
        <ButtonLink to="/" className="mt-8">
          Go to the first page
        </ButtonLink>
      </div>
    </div>
  );
}
