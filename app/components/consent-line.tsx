import { CONSENT } from "../../game/consent.ts";
import type { ConsentShown } from "../services/consent.server.ts";
import { Notice } from "./notice.tsx";
import { TextLink } from "./text-link.tsx";

/** One line for who has not agreed to what is stored, or to an earlier version of it. */
export function ConsentLine({ version, agreed }: ConsentShown) {
  if (agreed?.version === version && agreed.how === "given") return null;
  const stored = <TextLink to="/privacy">what is stored</TextLink>;
  if (agreed && agreed.version < version) {
    return (
      <Notice className="mt-6">
        What is stored has changed since you agreed to it. {CONSENT.change ?? ""} Pressing Play, you
        agree to {stored} now, version {version}.
      </Notice>
    );
  }
  return (
    <p className="measure mt-4 text-small text-muted">
      Pressing Play, you agree to {stored}, version {version}.
    </p>
  );
}
