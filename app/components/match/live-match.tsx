import type { MatchClient } from "../../client/match-client.ts";
import type { MatchState } from "../../client/match-state.ts";
import { ProblemNotice } from "../problem-notice.tsx";
import { GuessPanel } from "./guess-panel.tsx";
import plain from "./match-plain.css?url";
import { MatchTop } from "./match-top.tsx";
import {
  believed,
  ownGuess,
  partnerLabel,
  partnersIn,
  roundConversations,
  suspects,
} from "./seats.ts";
import { Talk } from "./talk.tsx";
import { TalkTabs } from "./talk-tabs.tsx";
import type { Ask } from "./use-dialogs.tsx";
import { useKeyboard } from "./use-keyboard.ts";
import { useMedia, useRunning } from "./use-media.ts";
import { useLooking } from "./use-looking.ts";
import { useTitle } from "./use-title.ts";
import { WaitingNote } from "./waiting-note.tsx";

interface LiveMatchProps {
  state: MatchState;
  client: MatchClient;
  formId: string;
  ask: Ask;
}

export function LiveMatch({ state, client, formId, ask }: LiveMatchProps) {
  const { view, belief, unread } = state;
  const conversations = roundConversations(view);
  const { active, choose, wide } = useLooking(
    client,
    conversations.map(({ id }) => id),
  );
  const keyboard = useKeyboard();
  // Plain forms do the work until the page runs.
  const live = useRunning();
  // A focus on load would raise a phone's keyboard before anything was read.
  const mayFocus = useMedia("(pointer: fine)");
  const several = conversations.length > 1;
  useTitle(
    `${view.ruleset.title} · AmIAnAI`,
    Object.values(unread).reduce((sum, n) => sum + n, 0),
  );
  const owes = suspects(view).length > 0 && !ownGuess(view) && !view.you.left;

  return (
    <div
      className="match"
      data-live={live}
      data-phase={view.phase}
      data-several={several}
      data-keyboard={keyboard.height !== null}
      style={keyboard.height === null ? undefined : { height: keyboard.height, top: keyboard.top }}
    >
      <noscript>
        <link rel="stylesheet" href={plain} />
      </noscript>
      <MatchTop state={state} live={live} ask={ask} />
      <ProblemNotice className="mx-4 my-2" />
      {several ? (
        <TalkTabs
          tabs={conversations.map((conversation) => ({
            id: conversation.id,
            label: partnerLabel(view, conversation),
            pAi: believed(view, belief.pAi, partnersIn(view, conversation)[0]?.seat ?? ""),
            unread: unread[conversation.id] ?? 0,
          }))}
          active={active}
          onChoose={choose}
        />
      ) : null}
      <div className="talks">
        {conversations.map((conversation, index) => (
          <Talk
            key={conversation.id}
            conversation={conversation}
            state={state}
            client={client}
            live={live}
            formId={formId}
            shown={conversation.id === active}
            tabbed={several && !wide}
            mayFocus={mayFocus && index === 0}
          />
        ))}
      </div>
      <aside className="side" aria-label={owes ? "Your guess" : "What happens now"}>
        {owes ? (
          <GuessPanel state={state} client={client} live={live} />
        ) : (
          <WaitingNote view={view} />
        )}
      </aside>
    </div>
  );
}
