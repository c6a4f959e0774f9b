import type { ConsentShown } from "../services/consent.server.ts";
import { day } from "./format.ts";
import { TextLink } from "./text-link.tsx";

/** What a player can do about what is held about them. */
export function YourData({ consent }: { consent: ConsentShown }) {
  return (
    <>
      <p className="measure">{stateText(consent)}</p>
      <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-1">
        <li>
          <TextLink to="/privacy" className="inline-block py-2">
            What is stored
          </TextLink>
        </li>
        <li>
          <a className="link inline-block py-2" href="/api/v1/me/data">
            Download your data
          </a>
        </li>
        <li>
          <TextLink to="/me/delete" className="inline-block py-2">
            Delete your data
          </TextLink>
        </li>
      </ul>
    </>
  );
}

function stateText({ version, agreed }: ConsentShown): string {
  if (!agreed) return "You agree to what is stored when you first press Play.";
  const said = agreed.how === "given" ? "You agreed to" : "A program of yours was told of";
  const now = agreed.version < version ? ` Now there is version ${version}.` : "";
  return `${said} version ${agreed.version} of what is stored on ${day(agreed.at)}.${now}`;
}
