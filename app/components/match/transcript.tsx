import type { MatchView, RevealView } from "../../api/schemas.ts";
import { isMine } from "../../client/match-state.ts";
import { partnerLabel } from "./seats.ts";

interface TranscriptProps {
  view: MatchView;
  reveal: RevealView;
  tells: readonly string[];
}

export function Transcript({ view, reveal, tells }: TranscriptProps) {
  return (
    <div className="transcripts">
      {view.conversations.map((conversation) => {
        const [, partner] = conversation.seats.toSorted((a) => (a === view.you.seat ? -1 : 1));
        const kind = reveal.seats.find(
          ({ seat, round }) => seat === partner && round === conversation.round,
        )?.kind;
        return (
          <section key={conversation.id} className="transcript" data-kind={kind}>
            <h3 className="transcript-title">{titleOf(view, conversation)}</h3>
            {conversation.messages.length === 0 ? (
              <p className="text-muted">Nothing was said.</p>
            ) : (
              <ol className="lines">
                {conversation.messages.map((message, index) => {
                  const mine = isMine(message, view, conversation.round);
                  const before = conversation.messages[index - 1];
                  const marked = tells.includes(message.id);
                  return (
                    <li
                      key={message.id}
                      className="line"
                      data-mine={mine}
                      data-follows={before?.seat === message.seat}
                    >
                      <p className="line-text" data-marked={marked}>
                        <span className="sr-only">{mine ? "You" : "They"}: </span>
                        {message.body}
                        {marked ? <span className="tell-note">you marked this</span> : null}
                      </p>
                    </li>
                  );
                })}
              </ol>
            )}
          </section>
        );
      })}
    </div>
  );
}

function titleOf(view: MatchView, conversation: MatchView["conversations"][number]): string {
  const label = partnerLabel(view, conversation);
  const name = label === "" || conversation.round !== view.round ? "Partner" : label;
  return view.rounds > 1 ? `Round ${conversation.round}: you and ${name}` : `You and ${name}`;
}
