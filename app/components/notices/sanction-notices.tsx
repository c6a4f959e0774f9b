import type { SanctionsShown } from "../../services/notices.server.ts";
import { ApiForm } from "../api-form.tsx";
import { Button } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { rareSentence } from "../rare-problems.ts";
import { TextLink } from "../text-link.tsx";
import { noticeTitle } from "./notice-words.ts";

interface SanctionNoticesProps extends SanctionsShown {
  /** The page that this stands on. */
  page: string;
}

/** What a moderator decided about the reader, until they say they have seen it. */
export function SanctionNotices({ unseen, standing, page }: SanctionNoticesProps) {
  if (unseen.length === 0 && !standing) return null;
  return (
    <div className="grid gap-6 pb-8">
      {unseen.map((sanction) => (
        <Notice key={sanction.id}>
          <p className="font-semibold">{noticeTitle(sanction)}</p>
          <p className="mt-1">{sanction.reason}</p>
          <div className="mt-3 flex flex-wrap items-center gap-x-6 gap-y-2">
            <ApiForm
              action={`/api/v1/decisions/${sanction.id}/seen`}
              then={page}
              say={rareSentence}
            >
              {(busy) => (
                <Button size="small" kind="quiet" aria-disabled={busy}>
                  I have seen this
                </Button>
              )}
            </ApiForm>
            <TextLink to={`/me/notices/${sanction.id}`}>
              What it is about, and how to appeal
            </TextLink>
          </div>
        </Notice>
      ))}
      {standing && unseen.length === 0 ? (
        <Notice>
          {noticeTitle(standing)}. <TextLink to="/me/notices">Your notices</TextLink> say why.
        </Notice>
      ) : null}
    </div>
  );
}
