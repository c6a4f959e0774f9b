import { Notice } from "../notice.tsx";

/** What happens now. It says the same whoever sat there. */
export function ReportThanks() {
  return (
    <Notice>
      Thank you. A moderator reads the match once it is over and decides; nobody is told who
      reported. If it was a person, the two of you will not be paired again.
    </Notice>
  );
}
