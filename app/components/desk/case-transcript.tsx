import type { FileFlag, FileMessage, FileSeat } from "../../../db/queries/case-file.ts";
import type { OpenedCase } from "../../services/desk.server.ts";
import { Shape } from "../shape.tsx";
import { FLAGS, second } from "./desk-words.ts";

type File = NonNullable<OpenedCase["file"]>;

type Item =
  | { at: string; id: string; said: FileMessage; flags: FileFlag[]; told: boolean }
  | { at: string; id: string; refused: FileFlag };

interface CaseTranscriptProps {
  file: File;
  /** The form that a chosen message is sent with. */
  form: string;
}

/** What was said, by whom, with the evidence marked, and what was refused where it was tried. */
export function CaseTranscript({ file, form }: CaseTranscriptProps) {
  const items = itemsOf(file);
  if (items.length === 0) return <p className="text-muted">Nothing was said.</p>;
  const seats = new Map(file.seats.map((seat) => [seat.id, seat]));
  const accused = new Set(file.reports.map(({ aboutSeatId }) => aboutSeatId));
  return (
    <ol className="desk-lines">
      {items.map((item) =>
        "said" in item ? (
          <Said
            key={item.id}
            {...item}
            seat={seats.get(item.said.seatId)}
            accused={accused.has(item.said.seatId)}
            form={form}
          />
        ) : (
          <Refused key={item.id} flag={item.refused} seat={seats.get(item.refused.seatId ?? "")} />
        ),
      )}
    </ol>
  );
}

function itemsOf({ messages, flags, guesses }: File): Item[] {
  const tells = new Set(guesses.flatMap((guess) => guess.tells));
  const said = messages.map((message): Item => ({
    at: message.at,
    id: message.id,
    said: message,
    flags: flags.filter(({ messageId }) => messageId === message.id),
    told: tells.has(message.id),
  }));
  const refused = flags
    .filter(({ refusedText }) => refusedText !== null)
    .map((flag): Item => ({ at: flag.at, id: flag.id, refused: flag }));
  return [...said, ...refused].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

interface SaidProps {
  said: FileMessage;
  flags: readonly FileFlag[];
  told: boolean;
  seat: FileSeat | undefined;
  /** Somebody reported who wrote it. */
  accused: boolean;
  form: string;
}

function Said({ said, flags, told, seat, accused, form }: SaidProps) {
  return (
    <li className="desk-line" data-evidence={flags.length > 0} data-kind={seat?.kind}>
      <input
        type="radio"
        name="messageId"
        value={said.id}
        form={form}
        data-line
        aria-label={`Choose to hide: ${said.body.slice(0, 60)}`}
      />
      <Who seat={seat} round={said.round} at={said.at} accused={accused} />
      <p className="desk-text">
        {said.body}
        {said.raw === null ? null : (
          <span className="block text-small text-muted">As typed: {said.raw}</span>
        )}
        <Marks
          marks={[
            ...flags.map(({ kind, detail }) => `${FLAGS[kind]}${detailText(detail)}`),
            ...(told ? ["A tell, by the partner's guess"] : []),
            ...(said.hidden ? ["Hidden from players"] : []),
            ...(said.erased ? ["Erased by its writer"] : []),
          ]}
        />
      </p>
    </li>
  );
}

function Refused({ flag, seat }: { flag: FileFlag; seat: FileSeat | undefined }) {
  return (
    <li className="desk-line" data-evidence="true" data-kind={seat?.kind} data-refused>
      <span />
      <Who seat={seat} round={seat?.round} at={flag.at} />
      <p className="desk-text">
        {flag.refusedText}
        <Marks
          marks={[
            "Refused before it reached anybody",
            `${FLAGS[flag.kind]}${detailText(flag.detail)}`,
          ]}
        />
      </p>
    </li>
  );
}

interface WhoProps {
  seat: FileSeat | undefined;
  round?: number | undefined;
  at: string;
  accused?: boolean;
}

function Who({ seat, round, at, accused = false }: WhoProps) {
  return (
    <span className="desk-who">
      <Shape
        state={seat?.kind ?? "unknown"}
        size={12}
        label={seat?.kind === "ai" ? "AI" : "Human"}
      />{" "}
      <b>{seat?.name ?? "Somebody"}</b>{" "}
      <span className="figure text-muted">
        {round && round > 1 ? `${round}·` : ""}
        {seat?.label} {second(at)}
      </span>
      {accused ? <span className="block text-muted">reported</span> : null}
    </span>
  );
}

function Marks({ marks }: { marks: readonly string[] }) {
  if (marks.length === 0) return null;
  return <span className="block text-small font-semibold">{marks.join(" · ")}</span>;
}

/** Rules that spoke, never more of the text. */
export function detailText(detail: FileFlag["detail"]): string {
  const text = Object.values(detail).join(", ");
  return text ? ` (${text})` : "";
}
