import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCsv, type Row } from "./csv.ts";

/** A guess of a person, put together from the files of an export. */
export interface Game {
  detective: string;
  guess: string;
  pAi: number;
  isAi: boolean;
  /** Of the AI in the game; of a choice between two, that one of them. */
  persona: string | null;
  model: string | null;
  ruleset: string;
  arm: string | null;
  forcedChoice: boolean;
  gameNumber: number;
  seconds: number;
  hasReason: boolean;
  tells: number;
  messages: number;
  /** Mean seconds to the witness's answers; null where there was none. */
  delay: number | null;
}

export interface Scope {
  /** An experiment's code; null for public play. */
  experiment: string | null;
  /** Matches that ended later are left out. */
  until: string | null;
}

export interface Reproduced {
  games: Game[];
  excluded: Map<string, number>;
}

/** Reads an export in CSV. @throws where a file is missing or a key leads nowhere */
export function gamesOf(folder: string, scope: Scope): Reproduced {
  const table = (name: string) => readCsv(readFileSync(join(folder, `${name}.csv`), "utf8"));
  const matches = byId(table("matches"), "match_id");
  const rounds = byId(table("rounds"), "round_id");
  const seats = byId(table("seats"), "seat_id");
  const versions = byId(table("persona_versions"), "persona_version_id");
  const seatsOfMatch = Map.groupBy(seats.values(), (seat) => text(seat, "match_id"));
  const messages = Map.groupBy(table("messages"), (message) => text(message, "round_id"));
  const excluded = new Map<string, number>();
  const games: Game[] = [];
  for (const guess of table("guesses")) {
    const round = found(rounds, text(guess, "round_id"));
    const match = found(matches, text(round, "match_id"));
    const detective = found(seats, text(guess, "by_seat_id"));
    if (!inScope(match, scope) || detective.kind !== "human") continue;
    if (guess.excluded === "true") {
      const reason = text(guess, "exclusion_reason");
      excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
      continue;
    }
    const witness = found(seats, text(guess, "about_seat_id"));
    const other = (seatsOfMatch.get(text(match, "match_id")) ?? []).find(
      (seat) => seat !== witness && seat.round === witness.round && seat.role === "witness",
    );
    const forcedChoice = detective.role === "interrogator" && other !== undefined;
    const ai = [witness, ...(forcedChoice ? [other] : [])].find(({ kind }) => kind === "ai");
    const version = ai ? found(versions, text(ai, "persona_version_id")) : null;
    const talk = talkOf(messages.get(text(round, "round_id")) ?? [], detective, witness);
    games.push({
      detective: text(detective, "participant_id"),
      guess: text(guess, "guess_id"),
      pAi: Number(text(guess, "p_ai")),
      isAi: witness.kind === "ai",
      persona: version && `${text(version, "persona")} v${text(version, "version")}`,
      model: version && (version.model ?? "none named"),
      ruleset: `${text(match, "ruleset")} v${text(match, "ruleset_version")}`,
      arm: match.arm ? `${match.arm} v${text(match, "experiment_version")}` : null,
      forcedChoice,
      gameNumber: Number(text(detective, "prior_games")) + 1,
      seconds: Number(text(guess, "decision_ms")) / 1000,
      hasReason: (guess.reason ?? null) !== null || guess.flag === "quarantined",
      tells: (guess.tells ?? "").split(" ").filter(Boolean).length,
      ...talk,
    });
  }
  return { games, excluded };
}

function inScope(match: Row, { experiment, until }: Scope): boolean {
  if ((match.experiment ?? null) !== experiment || match.is_test === "true") return false;
  return until === null || Date.parse(text(match, "finished_at")) <= Date.parse(until);
}

/** What was said between two, in the conversations in which the witness wrote. */
function talkOf(messages: readonly Row[], detective: Row, witness: Row) {
  const own = new Set(
    messages
      .filter(({ seat_id }) => seat_id === witness.seat_id)
      .map(({ conversation_id }) => conversation_id),
  );
  const inTalks = messages
    .filter(({ conversation_id }) => own.has(conversation_id))
    .toSorted((a, b) => Number(a.seq) - Number(b.seq));
  const delays: number[] = [];
  const last = new Map<string, Row>();
  for (const message of inTalks) {
    const conversation = text(message, "conversation_id");
    const prior = last.get(conversation);
    last.set(conversation, message);
    if (message.seat_id !== witness.seat_id || !prior || prior.seat_id === witness.seat_id)
      continue;
    delays.push(Date.parse(text(message, "sent_at")) - Date.parse(text(prior, "sent_at")));
  }
  const either = [detective.seat_id, witness.seat_id];
  return {
    messages: inTalks.filter(({ seat_id }) => either.includes(seat_id)).length,
    delay: delays.length === 0 ? null : delays.reduce((a, b) => a + b, 0) / delays.length / 1000,
  };
}

function byId(rows: readonly Row[], key: string): Map<string, Row> {
  return new Map(rows.map((row) => [text(row, key), row]));
}

function found(rows: ReadonlyMap<string, Row>, id: string): Row {
  const row = rows.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

function text(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined || value === null) throw new Error(`${column} is missing`);
  return value;
}
