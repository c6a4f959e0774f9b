import type { MatchView } from "../../api/schemas.ts";
import type { MatchClient } from "../../client/match-client.ts";
import { linesOf, type MatchState, NO_DRAFT } from "../../client/match-state.ts";
import { Shape } from "../shape.tsx";
import { Composer } from "./composer.tsx";
import { ConversationLog } from "./conversation-log.tsx";
import { believed, ownGuess, partnerLabel, partnersIn, suspects } from "./seats.ts";
import { TurnNote } from "./turn-note.tsx";
import { closedWords, openingWords, takesTurn, turnWords } from "./turn-words.ts";
import { cssValues } from "./css-values.ts";

interface TalkProps {
  conversation: MatchView["conversations"][number];
  state: MatchState;
  client: MatchClient;
  live: boolean;
  formId: string;
  /** In a narrow three-party page: whether this is the one shown. */
  shown: boolean;
  tabbed: boolean;
  mayFocus: boolean;
}

/** One conversation: what was said, whose turn it is, and where to write. */
export function Talk(props: TalkProps) {
  const { conversation, state, client, live, shown, tabbed } = props;
  const { view, belief } = state;
  const label = partnerLabel(view, conversation);
  const [partner] = partnersIn(view, conversation);
  const judged = suspects(view).some(({ seat }) => seat === partner?.seat);
  const marking = !judged || view.you.left || ownGuess(view) ? "off" : live ? "live" : "plain";
  const closed = closedWords(view);
  const turned = takesTurn(view.ruleset);
  const pAi = judged && partner ? believed(view, belief.pAi, partner.seat) : 0.5;

  return (
    <section
      id={`talk-${conversation.id}`}
      className="talk"
      data-shown={shown}
      style={cssValues({ "--p-ai": pAi })}
      {...(tabbed
        ? { role: "tabpanel", "aria-labelledby": `tab-${conversation.id}` }
        : { "aria-label": label })}
    >
      <header className="talk-head">
        <Shape pAi={pAi} size={22} />
        <h2>{label}</h2>
      </header>
      <ConversationLog
        label={label}
        lines={linesOf(state, conversation.id)}
        opening={openingWords(view, label, conversation.yourTurn)}
        typing={(state.typing[conversation.id] ?? []).length > 0}
        tells={belief.tells}
        marking={marking}
        onToggleTell={(messageId) => client.dispatch({ type: "toggle-tell", messageId })}
        onRetry={(clientId) => client.retry(clientId)}
        onDiscard={(clientId) => client.dispatch({ type: "discard", clientId })}
      />
      <div className="talk-foot">
        {closed ? (
          <p className="talk-closed">{closed}</p>
        ) : (
          <>
            {turned ? (
              <TurnNote
                id={`turn-${conversation.id}`}
                yourTurn={conversation.yourTurn}
                words={turnWords(conversation.yourTurn, label, view)}
                deadlineAt={conversation.turnDeadlineAt}
                madeAt={view.now}
                offset={state.clockOffset}
              />
            ) : null}
            <Composer
              action={`/api/v1/matches/${view.id}/messages`}
              conversationId={conversation.id}
              formId={props.formId}
              to={label}
              ruleset={view.ruleset}
              draft={state.drafts[conversation.id] ?? NO_DRAFT}
              maySend={conversation.yourTurn}
              describedBy={turned ? `turn-${conversation.id}` : undefined}
              mayFocus={props.mayFocus}
              onWrite={(draft) => client.write(conversation.id, draft)}
              onSend={(body) => client.send(conversation.id, body)}
            />
          </>
        )}
      </div>
    </section>
  );
}
